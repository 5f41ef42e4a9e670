package dev.plumbline.lab;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The truth about the latest requests, oldest first; reachable from Java only. */
public final class TruthLog {
  private final int kept;
  private final Map<String, Truth> truths = new LinkedHashMap<>();

  TruthLog(int kept) {
    this.kept = kept;
  }

  synchronized void add(Truth truth) {
    truths.put(truth.requestId(), truth);
    if (truths.size() > kept) {
      truths.remove(truths.keySet().iterator().next());
    }
  }

  public synchronized List<Truth> all() {
    return List.copyOf(truths.values());
  }

  public synchronized Optional<Truth> about(String requestId) {
    return Optional.ofNullable(truths.get(requestId));
  }

  /** The source ports each affinity key was seen on: a fresh session has one of its own. */
  public Map<String, Set<Integer>> sourcePortsByAffinityKey() {
    return all().stream()
        .collect(groupingBy(Truth::affinityKey, mapping(Truth::sourcePort, toSet())));
  }
}
