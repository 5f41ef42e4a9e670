package dev.plumbline.probe;

/**
 * The connection and routing identity an exchange used. All exchanges of one session are one
 * sample.
 *
 * @param id rotates every affinity key: connection, user field, session header
 * @param turn position of the exchange in its session, from 0
 * @param turns how many exchanges the session was planned to have
 */
public record Session(String id, Kind kind, int turn, int turns) {

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
