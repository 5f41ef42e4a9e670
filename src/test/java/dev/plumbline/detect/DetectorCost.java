package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.ShareGrid;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a trial costs: the detector alone, and with everything a series keeps, among few and among
 * many series. In processor time of the thread, which other work on the machine changes little:
 * there the time by the clock says how busy the machine is.
 */
public final class DetectorCost {
  private static final int WARM_UP = 400_000;
  private static final int ROUND = 100_000;
  private static final int ROUNDS = 9;

  /**
   * Nanoseconds of one trial.
   *
   * @param median of the rounds
   */
  public record Time(double median, double fastest) {}

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final DetectorConfig CONFIG =
      new DetectorConfig(
          new Objective(1e-3, 1e-4, 30_000),
          1 / 60.0,
          StartWeight.BY_TIME,
          StrictMath.log(1.6e7),
          StrictMath.log(3.7e6));

  private DetectorCost() {}

  /** A detector in an excursion, and its evidence after one more trial. */
  public static Time detector(boolean failure) {
    BernoulliEDetector detector = BernoulliEDetector.start().after(1e4, 1);
    double ratio = failure ? 1e4 : 0;
    return time(_ -> detector.after(ratio, 1).logEvidence());
  }

  /**
   * One of many series, met in random order, as {@link WindowClosing} applies a trial to it. All
   * are healthy: in an excursion a trial costs more, and few series would be in it longer.
   */
  public static Time among(int series) {
    List<SeriesKey> keys = IntStream.range(0, series).mapToObj(DetectorCost::key).toList();
    CheckMemory memory = CheckMemory.empty();
    keys.forEach(key -> memory.remember(seen(key, 0)));
    SplittableRandom random = new SplittableRandom(7);
    return time(_ -> {
      SeriesKey key = keys.get(random.nextInt(series));
      Evidence before = memory.evidence(key);
      Instant at = before == null ? START : before.at().plus(Duration.ofMinutes(1));
      Evidence after = new SeriesDetector(CONFIG, 7).step(key, before, trial(at, 0)).evidence();
      memory.remember(after);
      return after.logEvidence();
    });
  }

  private static Time time(IntToDoubleFunction trial) {
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    double evidence = IntStream.range(0, WARM_UP).mapToDouble(trial).sum();
    double[] nanos = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long start = processor.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUND; i++) {
        evidence += trial.applyAsDouble(i);
      }
      nanos[round] = (double) (processor.getCurrentThreadCpuTime() - start) / ROUND;
    }
    if (!(evidence > 0)) {
      throw new IllegalStateException("evidence of " + evidence);
    }
    Arrays.sort(nanos);
    return new Time(nanos[ROUNDS / 2], nanos[0]);
  }

  /**
   * Heap of what is kept of each of so many series, in bytes: all of it, and the detector alone.
   */
  public static double[] bytesOfEach(int series) {
    Evidence[] kept = new Evidence[series];
    BernoulliEDetector[] detectors = new BernoulliEDetector[series];
    long empty = used();
    Arrays.setAll(detectors, i -> BernoulliEDetector.start().after(1e4, 1).after(0, 1 - 1e-9 * i));
    long withDetectors = used();
    Arrays.setAll(kept, i -> seen(key(i), 1));
    long withAll = used();
    if (kept[series - 1].trials() == 0 || detectors[0].logEvidence() < ShareGrid.share(0)) {
      throw new IllegalStateException("nothing is kept");
    }
    return new double[] {
      (double) (withAll - withDetectors) / series, (double) (withDetectors - empty) / series
    };
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static SeriesKey key(int i) {
    return new SeriesKey(
        "foreign-script",
        new Slice("model-" + i / 10_000, "platform-" + i / 100 % 100, "tpu", "pool-" + i % 100));
  }

  private static SeriesTrial trial(Instant at, double failedShare) {
    return new SeriesTrial(
        at, List.of(new SeriesTrial.Outcome(failedShare, Double.POSITIVE_INFINITY, null)));
  }

  /** Two trials. */
  private static Evidence seen(SeriesKey key, double failedShareOfTheFirst) {
    SeriesDetector detector = new SeriesDetector(CONFIG, 7);
    Evidence failed = detector.step(key, null, trial(START, failedShareOfTheFirst)).evidence();
    return detector.step(key, failed, trial(START.plusSeconds(60), 0)).evidence();
  }
}
