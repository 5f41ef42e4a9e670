package dev.plumbline.catalog;

import java.util.List;

/** The catalog in force. Ask anew for each piece of work: a hot reload swaps it atomically. */
@FunctionalInterface
public interface CatalogSource {
  Catalog current();

  /** How finding targets goes, one entry for each place; empty where none are found. */
  default List<DiscoveryStatus> discovery() {
    return List.of();
  }
}
