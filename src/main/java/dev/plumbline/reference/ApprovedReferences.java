package dev.plumbline.reference;

import dev.plumbline.reference.ReferenceRecord.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * References in force, as the database had them some seconds ago. Each is read once; while the
 * database is away, those known stay in force until they expire.
 */
public class ApprovedReferences implements References {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovedReferences.class);

  private final ReferenceStore store;
  private final InstantSource clock;
  private volatile Map<String, Expiring> byTarget = Map.of();

  private record Expiring(InForce inForce, Instant at) {}

  ApprovedReferences(ReferenceStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<InForce> of(String target) {
    return inForce(target).map(Expiring::inForce);
  }

  /** When the reference in force ends to be; empty where none is. */
  public Optional<Instant> expiresAt(String target) {
    return inForce(target).map(Expiring::at);
  }

  private Optional<Expiring> inForce(String target) {
    return Optional.ofNullable(byTarget.get(target))
        .filter(it -> clock.instant().isBefore(it.at()));
  }

  /** Takes over what was approved or retired since. */
  @Scheduled(fixedDelayString = "${plumbline.reference.reload-every:10s}")
  public void reload() {
    try {
      Map<String, Expiring> next = new HashMap<>();
      for (ReferenceRecord record : store.all()) {
        if (record.state() == State.APPROVED) {
          load(record).ifPresent(it -> next.put(record.target(), it));
        }
      }
      byTarget = Map.copyOf(next);
    } catch (DataAccessException e) {
      LOG.warn("References cannot be read; those in force stay: {}", e.getMessage());
    }
  }

  private Optional<Expiring> load(ReferenceRecord record) {
    Instant expires = Objects.requireNonNull(record.expiresAt(), "approved without end");
    Expiring known = byTarget.get(record.target());
    if (known != null && known.inForce().id().equals(record.id())) {
      return Optional.of(new Expiring(known.inForce(), expires));
    }
    try {
      return store
          .content(record.id())
          .map(json -> new Expiring(new InForce(record.id(), ReferenceFiles.parse(json)), expires));
    } catch (IllegalArgumentException e) {
      LOG.error(
          "Reference {} of {} is unreadable; nothing is compared", record.id(), record.target(), e);
      return Optional.empty();
    }
  }
}
