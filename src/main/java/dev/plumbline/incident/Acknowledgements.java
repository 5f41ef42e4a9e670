package dev.plumbline.incident;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes down who has an incident. It never touches the incident's own row, so it cannot race with
 * the {@link Ledger}: it holds the row while it writes, so that what it says of an open incident
 * was said while it was open, and was said before whatever opens it again.
 */
@Component
@ConditionalOnRole(Role.API)
class Acknowledgements {
  private final TransactionOperations transaction;
  private final AcknowledgementStore store;
  private final OverviewStore overviews;
  private final InstantSource clock;

  /** What came of it. */
  sealed interface Outcome {
    record Acknowledged(Overview incident) implements Outcome {}

    record NoSuchIncident() implements Outcome {}

    record NotOpen(Lifecycle lifecycle) implements Outcome {}
  }

  Acknowledgements(
      TransactionOperations transaction,
      AcknowledgementStore store,
      OverviewStore overviews,
      InstantSource clock) {
    this.transaction = transaction;
    this.store = store;
    this.overviews = overviews;
    this.clock = clock;
  }

  /** The same said again changes nothing; another name takes it over. */
  Outcome acknowledge(String incident, String by, String note) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Optional<Lifecycle> lifecycle = store.hold(incident);
          if (lifecycle.isEmpty()) {
            return new Outcome.NoSuchIncident();
          }
          return switch (lifecycle.get()) {
            case Lifecycle.Open() -> acknowledgeOpen(incident, by, note);
            case Lifecycle.Resolved _, Lifecycle.Merged _ -> new Outcome.NotOpen(lifecycle.get());
          };
        }));
  }

  private Outcome acknowledgeOpen(String incident, String by, String note) {
    @Nullable Acknowledgement current = overview(incident).acknowledgement();
    if (current == null || !current.by().equals(by) || !current.note().equals(note)) {
      store.add(
          incident, new Acknowledgement(clock.instant().truncatedTo(ChronoUnit.MICROS), by, note));
    }
    return new Outcome.Acknowledged(overview(incident));
  }

  private Overview overview(String incident) {
    return overviews.find(incident).orElseThrow();
  }
}
