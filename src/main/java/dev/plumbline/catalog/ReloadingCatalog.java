package dev.plumbline.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog of a folder, followed as its files change. A good one replaces the last in one step;
 * a bad one leaves the last good one in force and is told in log, metric and API.
 */
public final class ReloadingCatalog implements CatalogSource {
  private static final Logger log = LoggerFactory.getLogger(ReloadingCatalog.class);

  private record InForce(Catalog catalog, Instant since, List<CatalogError> refused) {}

  private final Path folder;
  private final InstantSource clock;
  private final CatalogLoader loader = new CatalogLoader();
  private final AtomicReference<InForce> inForce;

  /** What the last look found, so that the same thing is not tried and told again. */
  private String lastSeen;

  /**
   * Loads the catalog to begin with.
   *
   * @throws InvalidCatalogException if the folder holds none, or a bad one
   */
  public ReloadingCatalog(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    CatalogFiles files = CatalogFiles.read(folder);
    this.lastSeen = files.digest();
    this.inForce = new AtomicReference<>(accepted(loader.parse(files)));
  }

  @Override
  public Catalog current() {
    return inForce.get().catalog();
  }

  public CatalogStatus status() {
    InForce now = inForce.get();
    return new CatalogStatus(now.catalog().version(), now.since(), now.refused());
  }

  /** Looks at the files now; does nothing if they are as at the last look. */
  public synchronized void reload() {
    CatalogFiles files;
    try {
      files = CatalogFiles.read(folder);
    } catch (InvalidCatalogException e) {
      if (isNews(String.valueOf(e.getMessage()))) {
        inForce.set(refused(e));
      }
      return;
    }
    if (isNews(files.digest())) {
      try {
        inForce.set(accepted(loader.parse(files)));
      } catch (InvalidCatalogException e) {
        inForce.set(refused(e));
      } catch (RuntimeException e) {
        log.error("reading the catalog in {} failed", folder, e);
        inForce.set(refused(unexplained(e)));
      }
    }
  }

  private InvalidCatalogException unexplained(RuntimeException e) {
    String message = "reading failed with " + e.getClass().getSimpleName();
    String remedy = "see the log of this process; this is a fault of Plumbline";
    return new InvalidCatalogException(
        List.of(new CatalogError(folder.toString(), 0, 0, "", message, remedy)));
  }

  private boolean isNews(String seen) {
    boolean news = !seen.equals(lastSeen);
    lastSeen = seen;
    return news;
  }

  private InForce accepted(Catalog catalog) {
    log.info(
        "catalog {} in force: {} targets, {} suites",
        catalog.version(),
        catalog.targets().size(),
        catalog.suites().size());
    return new InForce(catalog, clock.instant(), List.of());
  }

  private InForce refused(InvalidCatalogException e) {
    InForce now = inForce.get();
    log.warn(
        "catalog in {} refused, {} stays in force:\n{}",
        folder,
        now.catalog().version(),
        e.getMessage());
    return new InForce(now.catalog(), now.since(), e.errors());
  }
}
