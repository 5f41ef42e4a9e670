package dev.plumbline.incident.journal;

/** How far topics have been written down. It is the lock that makes one writer of many. */
public interface Progress {
  /** How far it is. */
  Place place(String topic);

  /** Next offset to be written down. */
  default long next(String topic) {
    return place(topic).next();
  }

  /** The same as {@link #place}, while every other writer waits until this transaction ends. */
  Place lock(String topic);

  /**
   * Moves on.
   *
   * @throws IllegalStateException if the progress is not what it was when locked
   */
  void move(String topic, long from, long to);

  /** Begins at another place, to be called while it is locked. */
  void begin(String topic, Place at);
}
