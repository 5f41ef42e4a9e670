package dev.plumbline.probe;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbered permits of pools, as advisory locks of one PostgreSQL session of this worker. No lease:
 * a worker that dies takes its session with it, and with that its permits. While there is no
 * session there are no permits. Thread-safe.
 */
final class PermitStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PermitStore.class);
  private static final String LOCK =
      """
      SELECT n FROM unnest(?::int[]) AS n
      WHERE pg_try_advisory_lock(hashtext('plumbline pool ' || ?), n) LIMIT 1
      """;
  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(hashtext('plumbline pool ' || ?), ?)";

  private final DataSource database;
  private final Map<String, Set<Integer>> held = new HashMap<>();
  private @Nullable Connection session;

  PermitStore(DataSource database) {
    this.database = database;
  }

  /** A permit of a pool that nobody has; empty where all of them are taken. */
  synchronized OptionalInt take(String pool, int permits) {
    // A session may lock the same twice, so that ours must not be asked for.
    Set<Integer> ours = held.getOrDefault(pool, Set.of());
    Integer[] others =
        IntStream.range(0, permits).filter(n -> !ours.contains(n)).boxed().toArray(Integer[]::new);
    if (others.length == 0) {
      return OptionalInt.empty();
    }
    try {
      Connection open = session();
      Array numbers = open.createArrayOf("int4", others);
      try (PreparedStatement lock = open.prepareStatement(LOCK)) {
        lock.setArray(1, numbers);
        lock.setString(2, pool);
        try (ResultSet row = lock.executeQuery()) {
          if (!row.next()) {
            return OptionalInt.empty();
          }
          int permit = row.getInt(1);
          held.computeIfAbsent(pool, _ -> new HashSet<>()).add(permit);
          return OptionalInt.of(permit);
        }
      }
    } catch (SQLException e) {
      log.warn("no permits of pool {}: {}", pool, e.getMessage());
      close();
      return OptionalInt.empty();
    }
  }

  /** Gives a permit back; one whose session has ended is nobody's already. */
  synchronized void giveBack(String pool, int permit) {
    Connection open = session;
    Set<Integer> ours = held.get(pool);
    if (open == null || ours == null || !ours.remove(permit)) {
      return;
    }
    try (PreparedStatement unlock = open.prepareStatement(UNLOCK)) {
      unlock.setString(1, pool);
      unlock.setInt(2, permit);
      unlock.execute();
    } catch (SQLException e) {
      log.warn("the session that holds permits of pools has ended: {}", e.getMessage());
      close();
    }
  }

  private Connection session() throws SQLException {
    Connection open = session;
    if (open == null) {
      open = database.getConnection();
      open.setAutoCommit(true);
      session = open;
    }
    return open;
  }

  /** Ends the session, and gives all permits back with it. */
  @Override
  public synchronized void close() {
    held.clear();
    Connection open = session;
    session = null;
    if (open != null) {
      // Aborted, not closed: a pool of connections would keep the session, and its locks.
      try (open) {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        log.debug("closing a session of permits: {}", e.getMessage());
      }
    }
  }
}
