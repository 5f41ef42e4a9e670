package dev.plumbline.benchmark;

import dev.plumbline.stats.EDetector;
import dev.plumbline.stats.Form;
import dev.plumbline.stats.Increment;
import dev.plumbline.stats.ShareGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Average run lengths of every increment in health against the guarantee A − r, by the detector
 * every kind of trial but plain failures uses. Where an increment is frozen from a reference, each
 * of many references has a stream of its own.
 */
final class IncrementRunLengths implements Part {
  /** Without a failure evidence on shares never rises. */
  private static final Increment MISS = ShareGrid.increment(0);

  /** Trials after which no more alarms are waited for, in thresholds times alarms. */
  private static final int PATIENCE = 8;

  @Override
  public String name() {
    return "increments";
  }

  @Override
  public List<Cell> cells(Size size) {
    return Stream.concat(
            HealthyStreams.all().stream().flatMap(healthy -> cells(healthy, size)),
            CanaryTests.cells(size).stream())
        .toList();
  }

  private static Stream<Cell> cells(HealthyStream healthy, Size size) {
    return size.thresholds().stream()
        .map(threshold -> {
          String name = "%s at %s".formatted(healthy.name(), threshold);
          return new Cell(
              name,
              () ->
                  healthy.referenced()
                      ? ofReferences(healthy, threshold, size, Chance.of(name))
                      : ofOne(healthy, threshold, size, Chance.of(name)));
        });
  }

  private static Map<String, Object> ofOne(
      HealthyStream healthy, double threshold, Size size, RandomGenerator random) {
    long most = (long) (PATIENCE * threshold * size.alarms());
    Count count =
        count(healthy, healthy.capture().from(random), threshold, size.alarms(), most, random);
    return values(healthy, threshold, count.alarms, count.trials);
  }

  private static Map<String, Object> ofReferences(
      HealthyStream healthy, double threshold, Size size, RandomGenerator random) {
    long alarms = 0;
    long trials = 0;
    int below = 0;
    for (int reference = 0; reference < size.references(); reference++) {
      Count count =
          count(
              healthy,
              healthy.capture().from(random),
              threshold,
              Integer.MAX_VALUE,
              size.trialsOfEach(),
              random);
      alarms += count.alarms;
      trials += count.trials;
      // Surely below the guarantee: so many alarms have probability under 2.5 % at it.
      below +=
          Poisson.lower(count.alarms, 0.025) > count.trials / guarantee(healthy, threshold) ? 1 : 0;
    }
    Map<String, Object> values = values(healthy, threshold, alarms, trials);
    values.put("references", size.references());
    values.put("below", below);
    return values;
  }

  private record Count(long alarms, long trials) {}

  private static Count count(
      HealthyStream healthy,
      HealthyStream.Trials stream,
      double threshold,
      int alarmsWanted,
      long most,
      RandomGenerator random) {
    EDetector start = EDetector.start(Form.SHIRYAEV_ROBERTS, healthy.mixture());
    double logThreshold = Math.log(threshold);
    EDetector detector = start;
    long alarms = 0;
    long trial = 0;
    while (alarms < alarmsWanted && trial < most) {
      long misses = stream.misses(random, trial);
      detector = misses == 0 ? detector : detector.afterRun(MISS, misses, 1);
      trial += misses;
      detector = detector.after(stream.next(random, trial++), 1);
      if (detector.logEvidence() >= logThreshold) {
        alarms++;
        detector = start;
      }
    }
    return new Count(alarms, trial);
  }

  /** A − r. */
  private static double guarantee(HealthyStream healthy, double threshold) {
    return threshold - Math.exp(healthy.mixture().logRestingEvidence());
  }

  private static Map<String, Object> values(
      HealthyStream healthy, double threshold, long alarms, long trials) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("increment", healthy.increment());
    values.put("stream", healthy.stream());
    values.put("threshold", threshold);
    values.put("guarantee", guarantee(healthy, threshold));
    values.put("alarms", alarms);
    values.put("trials", trials);
    values.put("arl", alarms == 0 ? Double.POSITIVE_INFINITY : (double) trials / alarms);
    values.put("lower", trials / Poisson.upper(alarms, 0.025));
    values.put("upper", trials / Poisson.lower(alarms, 0.025));
    return values;
  }
}
