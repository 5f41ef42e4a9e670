package dev.plumbline.benchmark;

/**
 * How much is simulated for one number.
 *
 * @param alarms false alarms an average run length is taken from
 * @param delays runs a mean delay is taken from
 * @param failures most failures drawn for one number: what is rarer than that is cut short, and its
 *     interval is wide
 */
record Effort(int alarms, int delays, long failures) {
  /** Fewest runs a mean is taken from, however long they are. */
  static final int FEWEST = 40;
}
