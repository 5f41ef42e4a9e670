package dev.plumbline.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * How much is measured: {@code -Dbenchmark.size=small} takes minutes, {@code full} hours.
 *
 * @param effort of the side-by-side comparison
 * @param judgements of Kayenta's judge for one number
 * @param thresholds A at which average run lengths are taken
 * @param alarms false alarms an average run length of an increment is taken from
 * @param references independent references of increments that need two captures
 * @param trialsOfEach trials on each of those references
 * @param paths of the tests that are no detectors
 * @param months of the healthy fleet
 */
record Size(
    String name,
    Effort effort,
    int judgements,
    List<Double> thresholds,
    int alarms,
    int references,
    int trialsOfEach,
    int paths,
    int months) {

  private static final Size SMALL =
      new Size(
          "small",
          new Effort(100, 1_000, 1_000_000),
          2_000,
          List.of(1e3, 1e4),
          60,
          20,
          40_000,
          4_000,
          20);

  private static final Size FULL =
      new Size(
          "full",
          new Effort(400, 10_000, 20_000_000),
          20_000,
          List.of(1e3, 1e4, 1e5),
          400,
          200,
          200_000,
          100_000,
          1_000);

  static Size of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "small" -> SMALL;
      case "full" -> FULL;
      case String other ->
          throw new IllegalArgumentException(
              "-Dbenchmark.size=%s: there are small and full".formatted(other));
    };
  }
}
