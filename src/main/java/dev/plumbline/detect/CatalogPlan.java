package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plan of the catalog in force, derived once a catalog. Not thread-safe. */
final class CatalogPlan implements Supplier<SeriesPlan> {
  private final CatalogSource source;
  private @Nullable Catalog planned;
  private @Nullable SeriesPlan plan;

  CatalogPlan(CatalogSource source) {
    this.source = source;
  }

  @Override
  public SeriesPlan get() {
    Catalog catalog = source.current();
    SeriesPlan current = plan;
    if (current == null || !catalog.equals(planned)) {
      current = new SeriesPlan(catalog);
      plan = current;
    }
    // Also where it says the same: asked at each observation, it must not compare fleets each time.
    planned = catalog;
    return current;
  }
}
