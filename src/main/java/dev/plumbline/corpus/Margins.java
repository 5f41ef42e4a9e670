package dev.plumbline.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps by the lead of the most probable token over the next, and how many of them said another
 * token on other numerics.
 */
final class Margins {
  /** Upper ends in nats; the last bin is open. */
  private static final double[] BOUNDS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4, 8};

  private final long[] steps = new long[BOUNDS.length + 1];
  private final long[] flips = new long[BOUNDS.length + 1];

  /**
   * The steps of one bin.
   *
   * @param from lowest lead, in nats
   * @param to highest; infinite in the last bin
   */
  public record Bin(double from, double to, long steps, long flips) {
    /** Share of the steps that flipped; 0 where there are none. */
    double flipped() {
      return steps == 0 ? 0 : (double) flips / steps;
    }
  }

  void add(double margin, boolean flipped) {
    int found = Arrays.binarySearch(BOUNDS, margin);
    int bin = found >= 0 ? found + 1 : -found - 1;
    steps[bin]++;
    flips[bin] += flipped ? 1 : 0;
  }

  List<Bin> bins() {
    return IntStream.range(0, steps.length)
        .mapToObj(i ->
            new Bin(
                i == 0 ? 0 : BOUNDS[i - 1],
                i == BOUNDS.length ? Double.POSITIVE_INFINITY : BOUNDS[i],
                steps[i],
                flips[i]))
        .toList();
  }
}
