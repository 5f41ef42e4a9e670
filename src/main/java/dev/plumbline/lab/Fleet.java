package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.model.Guides;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the lab serves for one version of the catalog: routes and reference answers. Immutable. */
final class Fleet {
  private final Catalog catalog;
  private final Routes routes = new Routes();
  private final Guides guides;

  Fleet(Catalog catalog, String host, int port, Function<Target, Serving> serving) {
    this.catalog = catalog;
    guides =
        new Guides(
            catalog.suites().stream()
                .flatMap(suite -> suite.probes().stream())
                .flatMap(probe -> asAsked(probe, catalog))
                .toList());
    Dialects dialects = new Dialects();
    for (Target target : catalog.probed()) {
      String path = Serving.endpointPath(target, host, port);
      if (path != null) {
        routes.add(path, dialects.of(target.wireFormat(), path), serving.apply(target));
      }
    }
  }

  /** Whose length follows the target's window is another prompt for each. */
  private static Stream<Probe> asAsked(Probe probe, Catalog catalog) {
    return catalog.probed().stream()
        .filter(target -> probe.fits(target) && !probe.overWindow())
        .map(probe::askedOf)
        .distinct();
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
