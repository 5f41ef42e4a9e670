package dev.plumbline.incident;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.Evidence;
import dev.plumbline.incident.journal.Progress;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.probe.Demand;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Demands what the evidence calls for. The lock on the progress of the topic makes one writer of
 * many processes, and each reads to the end what the one before it wrote before it decides.
 */
final class DemandLedger {
  private static final Logger log = LoggerFactory.getLogger(DemandLedger.class);

  private final TransactionOperations transaction;
  private final Progress progress;
  private final Refused refused;
  private final Supplier<Collection<Evidence>> evidence;
  private final CatalogSource catalog;
  private final DemandPolicy policy;
  private final InstantSource clock;

  /**
   * @param evidence the newest of every series; none while it is not all known
   */
  DemandLedger(
      TransactionOperations transaction,
      Progress progress,
      Refused refused,
      Supplier<Collection<Evidence>> evidence,
      CatalogSource catalog,
      DemandPolicy policy,
      InstantSource clock) {
    this.transaction = transaction;
    this.progress = progress;
    this.refused = refused;
    this.evidence = evidence;
    this.catalog = catalog;
    this.policy = policy;
    this.clock = clock;
  }

  void decide(DemandBook book) {
    transaction.executeWithoutResult(_ -> {
      long next = progress.lock(DemandBook.TOPIC).next();
      long end =
          book.read((record, cause) -> {
            if (record.offset() >= next) {
              refused.send(record, cause);
            }
          });
      for (Demand demand :
          policy.decide(catalog.current(), evidence.get(), book.known(), clock.instant())) {
        book.write(demand);
        log.info(
            "{} is asked {} times as often from {} until {}: {}",
            demand.target(),
            demand.factor(),
            demand.from(),
            demand.until(),
            demand.reason());
      }
      progress.move(DemandBook.TOPIC, next, end);
    });
  }
}
