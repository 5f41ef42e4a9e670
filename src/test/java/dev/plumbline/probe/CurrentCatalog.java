package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;

/** A catalog a test reloads. */
final class CurrentCatalog implements CatalogSource {
  private volatile Catalog catalog;

  CurrentCatalog(Catalog catalog) {
    this.catalog = catalog;
  }

  void reload(Catalog next) {
    catalog = next;
  }

  @Override
  public Catalog current() {
    return catalog;
  }
}
