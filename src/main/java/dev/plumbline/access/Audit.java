package dev.plumbline.access;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Keeps who changed what. While the database is away the log keeps it: a change must not wait for
 * its book-keeping, and what goes to Kafka can be taken without the database.
 */
@Component
@ConditionalOnRole(Role.API)
class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);
  private static final Duration KEPT = Duration.ofDays(400);
  private static final Duration BETWEEN_PRUNING = Duration.ofHours(24);

  private final AccessAuditStore store;
  private final InstantSource clock;
  private final AtomicReference<Instant> pruned = new AtomicReference<>(Instant.EPOCH);

  Audit(AccessAuditStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void add(String by, String address, String method, String path, int status) {
    AuditEntry entry = new AuditEntry(clock.instant(), by, address, method, path, status);
    try {
      store.add(entry);
      prune(entry.at());
    } catch (DataAccessException e) {
      log.error("audit kept here, the database does not take it: {}", entry, e);
    }
  }

  private void prune(Instant now) {
    Instant last = pruned.get();
    if (now.isAfter(last.plus(BETWEEN_PRUNING)) && pruned.compareAndSet(last, now)) {
      store.prune(now.minus(KEPT));
    }
  }
}
