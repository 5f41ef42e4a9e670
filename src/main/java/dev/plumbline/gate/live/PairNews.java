package dev.plumbline.gate.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which evaluations have sides that were not judged yet, as far as this process has read the topic:
 * every process reads all of it, whoever keeps what is read.
 */
final class PairNews {
  private final Set<String> evaluations = ConcurrentHashMap.newKeySet();

  void add(String evaluation) {
    evaluations.add(evaluation);
  }

  /** Whether there is any; there is none then. */
  boolean take(String evaluation) {
    return evaluations.remove(evaluation);
  }

  void retain(Set<String> ids) {
    evaluations.retainAll(ids);
  }
}
