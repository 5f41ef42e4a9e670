package dev.plumbline.lab;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The fleet for the catalog in force. Pools outlive catalog changes; the rest is rebuilt. */
final class FleetSource {
  private final CatalogSource catalogs;
  private final LabSettings settings;
  private final long seed;
  private final int port;
  private final Map<Labels, Pool> pools = new ConcurrentHashMap<>();
  private final Map<Labels, Pool> longContextPools = new ConcurrentHashMap<>();
  private volatile @Nullable Fleet fleet;

  FleetSource(CatalogSource catalogs, LabSettings settings, long seed, int port) {
    this.catalogs = catalogs;
    this.settings = settings;
    this.seed = seed;
    this.port = port;
  }

  Fleet current() {
    Catalog catalog = catalogs.current();
    Fleet known = fleet;
    return known != null && isFor(known, catalog) ? known : rebuild(catalog);
  }

  private synchronized Fleet rebuild(Catalog catalog) {
    Fleet known = fleet;
    if (known == null || !isFor(known, catalog)) {
      known = new Fleet(catalog, settings.host(), port, this::serving);
      fleet = known;
    }
    return known;
  }

  private static boolean isFor(Fleet fleet, Catalog catalog) {
    return fleet.catalog().version().equals(catalog.version());
  }

  private Serving serving(Target target) {
    Labels labels = target.labels();
    return new Serving(
        target,
        pools.computeIfAbsent(labels, _ -> new Pool(labels, labels.pool(), settings, seed)),
        longContextPools.computeIfAbsent(
            labels, _ -> new Pool(labels, labels.pool() + "-1m", settings, seed)));
  }
}
