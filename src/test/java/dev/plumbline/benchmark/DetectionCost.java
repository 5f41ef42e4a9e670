package dev.plumbline.benchmark;

import dev.plumbline.detect.DetectorCost;
import dev.plumbline.score.ScoringThroughput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** What a trial costs in time, a series in memory, and scoring beside only passing bytes on. */
final class DetectionCost implements Part {
  /** How the name of a time begins that should not grow. */
  static final String AMONG = "a trial, and all that is kept, of one of";

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
            time("a detector's trial without failure", () -> DetectorCost.detector(false)),
            time("a detector's trial with a failure", () -> DetectorCost.detector(true)));
    Stream<Cell> amongMany =
        Stream.of(100, 10_000, 1_000_000)
            .map(series ->
                time("%s %,d series".formatted(AMONG, series), () -> DetectorCost.among(series)));
    Stream<Cell> bytes = Stream.of(new Cell("memory of a series", DetectionCost::memory));
    return Stream.of(times, amongMany, bytes, scoring).flatMap(cells -> cells).toList();
  }

  private static Cell time(String what, Supplier<DetectorCost.Time> measuring) {
    return new Cell(
        what,
        () -> {
          DetectorCost.Time time = measuring.get();
          return Map.of("what", what, "ns", time.median(), "fastest", time.fastest());
        });
  }

  private static Map<String, Object> memory() {
    double[] bytes = DetectorCost.bytesOfEach(SERIES);
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
