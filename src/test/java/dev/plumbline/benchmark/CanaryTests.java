package dev.plumbline.benchmark;

import dev.plumbline.stats.CanaryCounts;
import dev.plumbline.stats.ClopperPearson;
import dev.plumbline.stats.SafeTwoByTwo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The two-sample tests. They compare two sides once and are no detectors, so what they promise is
 * not a run length: the evidence ever reaches A with probability at most 1/A.
 */
final class CanaryTests {
  private static final List<Double> THRESHOLDS = List.of(20.0, 100.0, 1_000.0);
  private static final int STEPS = 400;

  private interface Path {
    double logEvidenceAfterOneMore(RandomGenerator random);
  }

  private interface Paths {
    Path begin();
  }

  private CanaryTests() {}

  static List<Part.Cell> cells(Size size) {
    return Stream.concat(
            cells("two-by-two", "blocks of 20 and 20, both fail 5 %", CanaryTests::twoByTwo, size),
            cells("canary counts", "a tenth of the exposure", CanaryTests::counts, size))
        .toList();
  }

  private static Stream<Part.Cell> cells(String test, String stream, Paths paths, Size size) {
    return THRESHOLDS.stream()
        .map(threshold -> {
          String name = "%s, %s at %s".formatted(test, stream, threshold);
          return new Part.Cell(
              name, () -> reached(test, stream, paths, threshold, size.paths(), Chance.of(name)));
        });
  }

  private static Map<String, Object> reached(
      String test, String stream, Paths paths, double threshold, int n, RandomGenerator random) {
    int reached = 0;
    for (int i = 0; i < n; i++) {
      Path path = paths.begin();
      for (int step = 0; step < STEPS; step++) {
        if (path.logEvidenceAfterOneMore(random) >= Math.log(threshold)) {
          reached++;
          break;
        }
      }
    }
    ClopperPearson share = ClopperPearson.of(reached, n, 0.95);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("increment", test);
    values.put("stream", stream);
    values.put("threshold", threshold);
    values.put("paths", n);
    values.put("steps", STEPS);
    values.put("reached", reached);
    values.put("share", share.rate());
    values.put("lower", share.lower());
    values.put("upper", share.upper());
    return values;
  }

  private static Path twoByTwo() {
    return new Path() {
      private SafeTwoByTwo test = SafeTwoByTwo.start();

      @Override
      public double logEvidenceAfterOneMore(RandomGenerator random) {
        test = test.after(failures(random), 20, failures(random), 20);
        return test.logEvidence();
      }

      private static int failures(RandomGenerator random) {
        int failures = 0;
        for (int i = 0; i < 20; i++) {
          failures += random.nextInt(20) == 0 ? 1 : 0;
        }
        return failures;
      }
    };
  }

  private static Path counts() {
    return new Path() {
      private CanaryCounts test = CanaryCounts.start(0.1);

      @Override
      public double logEvidenceAfterOneMore(RandomGenerator random) {
        boolean canary = random.nextInt(10) == 0;
        test = test.after(canary ? 1 : 0, canary ? 0 : 1);
        return test.logEvidence();
      }
    };
  }
}
