package dev.plumbline.probe;

import dev.plumbline.probe.http.HttpTransport;
import dev.plumbline.probe.http.SessionConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connection of each session: a fresh one opens with its exchange and closes after it, a sticky
 * one is kept until its last claimed turn has passed.
 */
final class Sessions implements AutoCloseable {
  /** A sticky session's connection; guarded by the map's atomic updates except for the turn. */
  private static final class Kept {
    private final SessionConnection connection;
    private final Semaphore turn = new Semaphore(1, true);
    private int turnsToCome;

    private Kept(SessionConnection connection) {
      this.connection = connection;
    }
  }

  private final HttpTransport transport;
  private final Map<String, Kept> sticky = new ConcurrentHashMap<>();

  Sessions(HttpTransport transport) {
    this.transport = transport;
  }

  /** Announces claimed turns. Each must be {@linkplain #use used} or {@linkplain #pass passed}. */
  void expect(List<Slot> claimed) {
    claimed.stream().map(Slot::session).filter(Sessions::isSticky).forEach(this::expect);
  }

  /**
   * Runs an exchange on its session's connection. Turns of one session take turns.
   *
   * @param patience how long to wait for the turn before
   * @return false if the turn before took longer, and nothing was run
   */
  boolean use(Session session, Duration patience, Consumer<SessionConnection> exchange)
      throws InterruptedException {
    return switch (session.kind()) {
      case FRESH, BURST -> {
        try (SessionConnection connection = transport.open(session.kind())) {
          exchange.accept(connection);
        }
        yield true;
      }
      case STICKY -> useKept(session, patience, exchange);
    };
  }

  /** The turn is over, whether it was used or not. */
  void pass(Session session) {
    if (isSticky(session)) {
      sticky.computeIfPresent(
          session.id(),
          (_, kept) -> {
            kept.turnsToCome--;
            if (kept.turnsToCome > 0) {
              return kept;
            }
            kept.connection.close();
            return null;
          });
    }
  }

  @Override
  public void close() {
    sticky.values().forEach(kept -> kept.connection.close());
    sticky.clear();
  }

  private void expect(Session session) {
    sticky.compute(
        session.id(),
        (_, known) -> {
          Kept kept = known == null ? new Kept(transport.open(session.kind())) : known;
          kept.turnsToCome++;
          return kept;
        });
  }

  private boolean useKept(Session session, Duration patience, Consumer<SessionConnection> exchange)
      throws InterruptedException {
    Kept kept = sticky.get(session.id());
    if (kept == null || !kept.turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    try {
      exchange.accept(kept.connection);
      return true;
    } finally {
      kept.turn.release();
    }
  }

  private static boolean isSticky(Session session) {
    return session.kind() == Session.Kind.STICKY;
  }
}
