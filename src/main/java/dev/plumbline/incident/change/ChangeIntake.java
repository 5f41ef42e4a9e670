package dev.plumbline.incident.change;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.input.InvalidFieldException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/** Takes what somebody tells of a change. */
public final class ChangeIntake {
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final ChangeCalendar calendar;
  private final ChangePublisher publisher;
  private final CatalogSource catalog;
  private final InstantSource clock;
  private final Duration kept;

  /** What became of it. */
  public sealed interface Receipt {
    /**
     * It will be in the calendar in a moment.
     *
     * @param targets how many targets of the catalog it was done to; 0: nobody will relate to it
     */
    record Taken(Change change, long targets) implements Receipt {}

    /** Its id was taken before. */
    record Known(Change change) implements Receipt {}
  }

  ChangeIntake(
      ChangeCalendar calendar,
      ChangePublisher publisher,
      CatalogSource catalog,
      InstantSource clock,
      ChangeProperties properties) {
    this.calendar = calendar;
    this.publisher = publisher;
    this.catalog = catalog;
    this.clock = clock;
    this.kept = properties.kept();
  }

  /**
   * Takes a change.
   *
   * @throws InvalidFieldException if it was done in the future, or too long ago to be kept
   * @throws KafkaException if the broker does not take it; to be tried again
   */
  public Receipt take(Change change) {
    requireTimely(change, clock.instant());
    Optional<ChangeCalendar.Entry> known = calendar.find(change.id());
    if (known.isPresent()) {
      return new Receipt.Known(known.get().change());
    }
    publisher.publish(change);
    return new Receipt.Taken(
        change,
        catalog.current().targets().stream()
            .filter(target -> change.slice().contains(target.labels()))
            .count());
  }

  private void requireTimely(Change change, Instant now) {
    boolean planned = change.kind() == ChangeKind.MAINTENANCE;
    if (change.at().isAfter(now.plus(planned ? kept : AHEAD))) {
      throw new InvalidFieldException(
          "at", "is in the future: it is %s now; only maintenance is planned".formatted(now));
    }
    if (change.end().isBefore(now.minus(kept))) {
      throw new InvalidFieldException(
          "at", "is longer ago than changes are kept, %d days".formatted(kept.toDays()));
    }
  }
}
