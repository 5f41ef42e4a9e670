package dev.plumbline.detect.history;

/** Is told now and then how far it is. */
@FunctionalInterface
public interface Progress {
  /** Observations between two reports. */
  long EVERY = 1_000_000;

  /**
   * One step of the way.
   *
   * @param what is being done, for people
   * @param total 0 while it is not known
   */
  void report(String what, long done, long total);
}
