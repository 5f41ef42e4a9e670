package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Discover;
import dev.plumbline.catalog.discovery.DiscoverySource;
import dev.plumbline.catalog.discovery.Found;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for targets, and remembers by the name of each source which were good last. Thread-safe:
 * one look at a time.
 */
final class DiscoveryLooks implements Discovery {
  private static final Logger log = LoggerFactory.getLogger(DiscoveryLooks.class);

  private record Source(Discover discover, DiscoverySource source) {}

  private final Path folder;
  private final Map<String, Source> sources = new HashMap<>();
  private final Map<String, Found> found = new HashMap<>();
  private final Map<String, List<DiscoveredSet.Before>> inForce = new HashMap<>();

  DiscoveryLooks(Path folder) {
    this.folder = folder;
  }

  /** What was in force before this process, of one source. */
  synchronized void remember(String source, List<DiscoveredSet.Before> targets) {
    inForce.put(source, targets);
  }

  /** Looks everywhere, now. */
  @Override
  public List<DiscoveredSet.Look> looks(List<Discover> wanted) {
    wanted.forEach(this::look);
    return known(wanted);
  }

  /** What the last looks came to, of sources that were looked at. */
  synchronized List<DiscoveredSet.Look> known(List<Discover> wanted) {
    return wanted.stream()
        .map(discover ->
            new DiscoveredSet.Look(
                discover.name(),
                discover.mayBeEmpty(),
                found.getOrDefault(discover.name(), new Found.Unreadable(List.of())),
                inForce.getOrDefault(discover.name(), List.of())))
        .toList();
  }

  /** These sets are in force; whatever is of other sources is forgotten. */
  synchronized void accepted(List<DiscoveredSet> sets) {
    Set<String> names =
        sets.stream().map(DiscoveredSet::name).collect(Collectors.toUnmodifiableSet());
    sources.keySet().retainAll(names);
    found.keySet().retainAll(names);
    inForce.keySet().retainAll(names);
    sets.forEach(
        set -> inForce.put(set.name(), set.good().stream().map(DiscoveredSet.Before::of).toList()));
  }

  private void look(Discover discover) {
    Found seen;
    try {
      seen = source(discover).look();
    } catch (RuntimeException e) {
      log.error("looking for targets failed: {}", discover.name(), e);
      seen =
          Found.unreadable(
              discover.name(),
              "looking failed with " + e.getClass().getSimpleName(),
              "see the log of this process; this is a fault of Plumbline");
    }
    synchronized (this) {
      found.put(discover.name(), seen);
    }
  }

  /** The same one while the item stays the same, so that a client of a cluster is kept. */
  private synchronized DiscoverySource source(Discover discover) {
    Source known = sources.get(discover.name());
    if (known == null || !known.discover().equals(discover)) {
      known = new Source(discover, DiscoverySource.of(discover, folder));
      sources.put(discover.name(), known);
    }
    return known.source();
  }
}
