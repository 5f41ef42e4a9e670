package dev.plumbline.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The connection and routing identity an exchange used. All exchanges of one session are one
 * sample.
 *
 * @param id rotates every affinity key: connection, user field, session header
 * @param turn position of the exchange in its session, from 0
 * @param turns how many exchanges the session was planned to have
 * @param warm whether it shares a prefix cache with others that do; null for no
 */
public record Session(
    String id,
    Kind kind,
    int turn,
    int turns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean warm) {
  private static final String SHARED = "plumbline";

  /** Whose prefix cache is its own. */
  public Session(String id, Kind kind, int turn, int turns) {
    this(id, kind, turn, turns, null);
  }

  Session warm(boolean shared) {
    return shared ? new Session(id, kind, turn, turns, true) : this;
  }

  /** What keeps its cached prefixes apart from those of others. */
  public String cacheSalt() {
    return Boolean.TRUE.equals(warm) ? SHARED : id;
  }

  /** How the session treats its connection. */
  public enum Kind {
    /** New connection, new identity, one exchange. */
    FRESH,
    /** One identity kept for several exchanges, some seconds apart. */
    STICKY,
    /** The same question several times at once, each over a new connection. */
    BURST
  }
}
