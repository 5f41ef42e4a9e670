package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Discover;
import java.util.List;

/** Says what there is to make targets of, besides what is written. */
@FunctionalInterface
interface Discovery {
  /** Finds nothing, and asks nobody. */
  Discovery NONE = _ -> List.of();

  /**
   * Looks where a fleet says.
   *
   * @param wanted the items of {@code discover}
   * @return one each, in that order
   */
  List<DiscoveredSet.Look> looks(List<Discover> wanted);
}
