package dev.plumbline.catalog;

/** The catalog in force. Ask anew for each piece of work: a hot reload swaps it atomically. */
@FunctionalInterface
public interface CatalogSource {
  Catalog current();
}
