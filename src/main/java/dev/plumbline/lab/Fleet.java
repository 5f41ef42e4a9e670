package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.model.Guides;
import java.util.function.Function;

/** What the lab serves for one version of the catalog: routes and reference answers. Immutable. */
final class Fleet {
  private final Catalog catalog;
  private final Routes routes = new Routes();
  private final Guides guides;

  Fleet(Catalog catalog, int port, Function<Target, Serving> serving) {
    this.catalog = catalog;
    guides =
        new Guides(catalog.suites().stream().flatMap(suite -> suite.probes().stream()).toList());
    Dialects dialects = new Dialects();
    for (Target target : catalog.probed()) {
      String path = Serving.endpointPath(target, port);
      if (path != null) {
        routes.add(path, dialects.of(target.wireFormat(), path), serving.apply(target));
      }
    }
  }

  Catalog catalog() {
    return catalog;
  }

  Routes routes() {
    return routes;
  }

  boolean serves(Slice slice) {
    return routes.servings().anyMatch(serving -> slice.contains(serving.target().labels()));
  }

  int targetCount() {
    return (int) routes.servings().count();
  }

  /** For prompts the models were not trained on. */
  Guides guides() {
    return guides;
  }
}
