package dev.plumbline.benchmark;

import dev.plumbline.detect.DetectorBenchmark;
import dev.plumbline.score.ScoringThroughput;
import dev.plumbline.testing.Benchmarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Statistics;
import org.springframework.util.FileSystemUtils;

/** What a trial costs in time, a series in memory, and scoring beside only passing bytes on. */
final class DetectionCost implements Part {
  static final String AMONG_MANY = "trialAmongMany";
  private static final int SERIES = 100_000;
  private static final List<Integer> TOKENS = List.of(2, 60);

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public List<Cell> cells(Size size) {
    Stream<Cell> scoring =
        TOKENS.stream()
            .map(tokens ->
                new Cell("scoring, %d tokens".formatted(tokens), () -> throughput(tokens, size)));
    Stream<Cell> times =
        Stream.of(
            time("trialWithoutFailure", "100"),
            time("trialWithFailure", "100"),
            time(AMONG_MANY, "100"),
            time(AMONG_MANY, "10000"),
            time(AMONG_MANY, "1000000"));
    return Stream.of(
            scoring, Stream.of(new Cell("memory of a series", DetectionCost::memory)), times)
        .flatMap(cells -> cells)
        .toList();
  }

  /** The median, not the mean, which holds the time others had the processor. */
  private static Cell time(String method, String series) {
    return new Cell(
        "%s of %s".formatted(method, series),
        () -> {
          try {
            Statistics samples =
                Benchmarks.run(DetectorBenchmark.class, method, "series", series)
                    .getPrimaryResult()
                    .getStatistics();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("method", method);
            values.put("series", Integer.parseInt(series));
            values.put("ns", samples.getPercentile(50));
            values.put("fastest", samples.getMin());
            return values;
          } catch (RunnerException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Map<String, Object> memory() {
    double[] bytes = DetectorBenchmark.bytesOfEach(SERIES);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("series", SERIES);
    values.put("detector", bytes[1]);
    values.put("everything", bytes[0]);
    return values;
  }

  /** The two take turns, so that both meet the same other work; the first turn warms up. */
  private static Map<String, Object> throughput(int tokens, Size size) {
    int exchanges = 200 * size.months() + 20_000;
    int turns = size.name().equals("small") ? 3 : 7;
    try {
      Path folder = Files.createTempDirectory("plumbline-throughput");
      List<Double> scored = new ArrayList<>();
      List<Double> passed = new ArrayList<>();
      try (ScoringThroughput topology = new ScoringThroughput(folder, exchanges, tokens)) {
        topology.passedThrough();
        topology.scored();
        for (int turn = 0; turn < turns; turn++) {
          passed.add(topology.passedThrough());
          scored.add(topology.scored());
        }
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
      Estimate ratio = Estimate.of(scored).over(Estimate.of(passed));
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("tokens", tokens);
      values.put("bytes", ScoringThroughput.bytes(tokens));
      values.put("exchanges", exchanges);
      values.put("scored", Estimate.of(scored).mean());
      values.put("passed", Estimate.of(passed).mean());
      values.put("ratio", ratio.mean());
      values.put("ratioError", ratio.standardError());
      return values;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
