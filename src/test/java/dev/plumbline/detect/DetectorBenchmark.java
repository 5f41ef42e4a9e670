package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.ShareGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a trial costs: the detector alone, and with everything a series keeps, among few and among
 * many series. Run by {@code DetectionBenchmark}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-Xmx8g")
public class DetectorBenchmark {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final DetectorConfig CONFIG =
      new DetectorConfig(
          new Objective(1e-3, 1e-4, 30_000),
          1 / 60.0,
          StartWeight.BY_TIME,
          StrictMath.log(1.6e7),
          StrictMath.log(3.7e6));

  /** One detector in an excursion. */
  @State(Scope.Thread)
  public static class Alone {
    private final BernoulliEDetector detector = BernoulliEDetector.start().after(1e4, 1);
  }

  @Benchmark
  public double trialWithoutFailure(Alone one) {
    return one.detector.after(0, 1).logEvidence();
  }

  @Benchmark
  public double trialWithFailure(Alone one) {
    return one.detector.after(1e4, 1).logEvidence();
  }

  /** Many series, of which each has seen a failure, met in random order. */
  @State(Scope.Thread)
  public static class Many {
    @Param({"100", "10000", "1000000"})
    public int series = 100;

    private CheckMemory memory = CheckMemory.empty();
    private List<SeriesKey> keys = List.of();
    private final SplittableRandom random = new SplittableRandom(7);

    @Setup
    public void prepare() {
      keys = IntStream.range(0, series).mapToObj(DetectorBenchmark::key).toList();
      memory = CheckMemory.empty();
      keys.forEach(key -> memory.remember(seen(key)));
    }
  }

  /** One trial of one series, as {@link WindowClosing} applies it. */
  @Benchmark
  public double trialAmongMany(Many many) {
    SeriesKey key = many.keys.get(many.random.nextInt(many.series));
    Evidence before = many.memory.evidence(key);
    Instant at = before == null ? START : before.at().plus(Duration.ofMinutes(1));
    Evidence after = new SeriesDetector(CONFIG, 7).step(key, before, trial(at, 0)).evidence();
    many.memory.remember(after);
    return after.logEvidence();
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
    Arrays.setAll(kept, i -> seen(key(i)));
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
        at, List.of(new SeriesTrial.Outcome(failedShare, Double.POSITIVE_INFINITY)));
  }

  /** Two trials, the first of which failed. */
  private static Evidence seen(SeriesKey key) {
    SeriesDetector detector = new SeriesDetector(CONFIG, 7);
    Evidence failed = detector.step(key, null, trial(START, 1)).evidence();
    return detector.step(key, failed, trial(START.plusSeconds(60), 0)).evidence();
  }
}
