package dev.plumbline.incident.journal;

/** How far a topic has been written down. It is the lock that makes one writer of many. */
public interface Progress {
  /** Next offset to be written down. */
  long next(String topic);

  /** The same, while every other writer waits until this transaction ends. */
  long lock(String topic);

  /**
   * Moves on.
   *
   * @throws IllegalStateException if the progress is not what it was when locked
   */
  void move(String topic, long from, long to);
}
