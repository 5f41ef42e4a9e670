package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Discover;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog of a folder, followed as its files change. A good one replaces the last in one step;
 * a bad one leaves the last good one in force and is told in log, metric and API. Targets that are
 * found come and go likewise, see {@link DiscoveredReader}.
 */
public final class ReloadingCatalog implements CatalogSource {
  private static final Logger log = LoggerFactory.getLogger(ReloadingCatalog.class);

  /**
   * @param files that the catalog was made of
   */
  private record InForce(
      Catalog catalog,
      Instant since,
      List<CatalogError> refused,
      CatalogFiles files,
      List<Discover> wanted,
      List<DiscoveryStatus> discovery) {}

  private final Path folder;
  private final InstantSource clock;
  private final CatalogLoader loader = new CatalogLoader();
  private final DiscoveryLooks looks;
  private final DiscoveryMemory memory;
  private final AtomicReference<InForce> inForce;

  /** What the last look found, so that the same thing is not tried and told again. */
  private String lastSeen;

  /**
   * Loads the catalog to begin with.
   *
   * @throws InvalidCatalogException if the folder holds none, or a bad one
   */
  public ReloadingCatalog(Path folder, InstantSource clock) {
    this(folder, clock, null);
  }

  /**
   * Loads the catalog to begin with.
   *
   * @param memory a file that keeps what was found for the next start; null to keep nothing
   * @throws InvalidCatalogException if the folder holds none, or a bad one
   */
  public ReloadingCatalog(Path folder, InstantSource clock, @Nullable Path memory) {
    this.folder = folder;
    this.clock = clock;
    this.memory = new DiscoveryMemory(memory);
    CatalogFiles files = CatalogFiles.read(folder);
    this.lastSeen = files.digest();
    this.looks = new DiscoveryLooks(folder);
    List<DiscoveryMemory.Remembered> remembered = this.memory.read();
    remembered.forEach(it -> looks.remember(it.source(), it.targets()));
    this.inForce =
        new AtomicReference<>(
            accepted(
                files,
                loader.parse(files, looks),
                remembered.stream()
                    .map(it ->
                        new DiscoveryStatus(
                            it.source(), it.targets().size(), it.goodAt(), null, List.of()))
                    .toList()));
  }

  @Override
  public Catalog current() {
    return inForce.get().catalog();
  }

  @Override
  public List<DiscoveryStatus> discovery() {
    return inForce.get().discovery();
  }

  public CatalogStatus status() {
    InForce now = inForce.get();
    return new CatalogStatus(now.catalog().version(), now.since(), now.refused(), now.discovery());
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
        inForce.set(accepted(files, loader.parse(files, looks), inForce.get().discovery()));
      } catch (InvalidCatalogException e) {
        inForce.set(refused(e));
      } catch (RuntimeException e) {
        log.error("reading the catalog in {} failed", folder, e);
        inForce.set(refused(unexplained(e)));
      }
    }
  }

  /**
   * Looks for targets now, where the catalog in force says. That may take seconds, in which files
   * can still be reloaded.
   */
  public void discover() {
    List<Discover> wanted = inForce.get().wanted();
    if (wanted.isEmpty()) {
      return;
    }
    looks.looks(wanted);
    synchronized (this) {
      InForce now = inForce.get();
      try {
        inForce.set(found(now, loader.parse(now.files(), looks::known)));
      } catch (InvalidCatalogException e) {
        // Whatever is found by now, nothing would be left of the fleet.
        inForce.set(with(now, told(now.discovery(), e)));
      }
    }
  }

  private InForce found(InForce before, CatalogLoader.Loaded loaded) {
    looks.accepted(loaded.found());
    List<DiscoveryStatus> statuses = statuses(before.discovery(), loaded.found());
    memory.write(loaded.found(), statuses);
    if (loaded.catalog().version().equals(before.catalog().version())) {
      return with(before, statuses);
    }
    inForce(loaded.catalog());
    return new InForce(
        loaded.catalog(),
        clock.instant(),
        before.refused(),
        before.files(),
        before.wanted(),
        statuses);
  }

  private static InForce with(InForce now, List<DiscoveryStatus> discovery) {
    return new InForce(
        now.catalog(), now.since(), now.refused(), now.files(), now.wanted(), discovery);
  }

  private List<DiscoveryStatus> told(List<DiscoveryStatus> before, InvalidCatalogException e) {
    return before.stream().map(status -> status.failing(e.errors(), clock.instant())).toList();
  }

  private List<DiscoveryStatus> statuses(List<DiscoveryStatus> before, List<DiscoveredSet> sets) {
    return sets.stream()
        .map(set -> {
          Optional<DiscoveryStatus> known =
              before.stream().filter(status -> status.source().equals(set.name())).findFirst();
          DiscoveryStatus status = DiscoveryStatus.after(known.orElse(null), set, clock.instant());
          status.tellIfNews(known.map(DiscoveryStatus::errors).orElse(List.of()));
          return status;
        })
        .toList();
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

  private InForce accepted(
      CatalogFiles files, CatalogLoader.Loaded loaded, List<DiscoveryStatus> before) {
    looks.accepted(loaded.found());
    inForce(loaded.catalog());
    List<DiscoveryStatus> statuses = statuses(before, loaded.found());
    memory.write(loaded.found(), statuses);
    return new InForce(
        loaded.catalog(), clock.instant(), List.of(), files, loaded.wanted(), statuses);
  }

  private static void inForce(Catalog catalog) {
    log.info(
        "catalog {} in force: {} targets, {} suites",
        catalog.version(),
        catalog.targets().size(),
        catalog.suites().size());
  }

  private InForce refused(InvalidCatalogException e) {
    InForce now = inForce.get();
    log.warn(
        "catalog in {} refused, {} stays in force:\n{}",
        folder,
        now.catalog().version(),
        e.getMessage());
    return new InForce(
        now.catalog(), now.since(), e.errors(), now.files(), now.wanted(), now.discovery());
  }
}
