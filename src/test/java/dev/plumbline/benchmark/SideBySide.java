package dev.plumbline.benchmark;

import dev.plumbline.benchmark.Rule.Calibrated;
import dev.plumbline.benchmark.Rule.Delay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Every rule at one average run length, and how long each takes to find a share of failures. */
final class SideBySide implements Part {
  static final double ARL = 1e7;
  static final List<Double> OBJECTIVES = List.of(1e-4, 1e-3, 1e-2);
  static final List<Double> SHARES = List.of(0.0018, 0.008, 0.05, 0.16, 1.0);

  /** Five minutes to a day at 60 trials an hour. */
  static final List<Integer> WINDOWS = List.of(5, 15, 60, 360, 1_440);

  static final String GUARANTEED = "Plumbline at its guarantee";
  static final String KAYENTA = "Mann-Whitney, Kayenta's defaults";

  private static final List<IntFunction<Rule>> WINDOWED =
      List.of(
          TumblingCount::new,
          SlidingCount::new,
          ThreeSigma::new,
          TwoProportions::new,
          MannWhitney::new,
          MaximumMeanDiscrepancy::new);

  @Override
  public String name() {
    return "side-by-side";
  }

  /** A share ε of the traffic always fails, the rest as in health. */
  static double after(double p0, double share) {
    return p0 + share * (1 - p0);
  }

  @Override
  public List<Cell> cells(Size size) {
    return OBJECTIVES.stream().flatMap(p0 -> cells(p0, size)).toList();
  }

  private Stream<Cell> cells(double p0, Size size) {
    Effort effort = size.effort();
    Stream<Cell> known =
        Stream.of(
            cell(p0, "clairvoyant CUSUM", 0, random -> clairvoyant(p0, effort, random)),
            cell(
                p0,
                "Plumbline",
                0,
                random ->
                    delays(
                        new Plumbline().calibrated(p0, ARL, effort, random), p0, effort, random)),
            cell(
                p0,
                GUARANTEED,
                0,
                random ->
                    delays(
                        new Plumbline().atGuarantee(p0, ARL, effort, random), p0, effort, random)),
            cell(p0, KAYENTA, 0, random -> kayenta(p0, size.judgements(), random)));
    Stream<Cell> windowed =
        WINDOWED.stream()
            .flatMap(kind -> WINDOWS.stream().map(window -> kind.apply(window)))
            .map(rule ->
                cell(
                    p0,
                    rule.name(),
                    rule.window(),
                    random ->
                        delays(rule.calibrated(p0, ARL, effort, random), p0, effort, random)));
    return Stream.concat(known, windowed);
  }

  private static Cell cell(
      double p0, String rule, int window, Function<RandomGenerator, Map<String, Object>> measure) {
    String name = "%s of %d at p0 %s".formatted(rule, window, p0);
    Supplier<Map<String, Object>> measuring =
        () -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("rule", rule);
          values.put("window", window);
          values.put("p0", p0);
          values.putAll(measure.apply(Chance.of(name)));
          return values;
        };
    return new Cell(name, measuring);
  }

  private static Map<String, Object> delays(
      Calibrated rule, double p0, Effort effort, RandomGenerator random) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("threshold", rule.threshold());
    values.put("arl", rule.arl().mean());
    values.put("arlError", rule.arl().standardError());
    if (rule instanceof RollingBaseline.AtThreshold rolling) {
      values.put("usualArl", rolling.usualArl());
    }
    values.put(
        "delays",
        SHARES.stream()
            .map(share -> row(share, rule.delay(after(p0, share), effort, random)))
            .toList());
    return values;
  }

  private static Map<String, Object> row(double share, Delay delay) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("share", share);
    row.put("trials", delay.trials().mean());
    row.put("trialsError", delay.trials().standardError());
    row.put("missed", delay.missed());
    return row;
  }

  /** It has another threshold for each share, because it knows it. */
  private static Map<String, Object> clairvoyant(double p0, Effort effort, RandomGenerator random) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (double share : SHARES) {
      double p1 = after(p0, share);
      Calibrated rule = new Clairvoyant(p1).calibrated(p0, ARL, effort, random);
      Map<String, Object> row = row(share, rule.delay(p1, effort, random));
      row.put("threshold", rule.threshold());
      row.put("arl", rule.arl().mean());
      row.put("arlError", rule.arl().standardError());
      rows.add(row);
    }
    return Map.of("delays", rows);
  }

  /** False alarms of a judgement a day, and what share of broken days passes. */
  private static Map<String, Object> kayenta(double p0, int judgements, RandomGenerator random) {
    double day = KayentaJudge.HOUR * KayentaJudge.POINTS;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (double share : SHARES) {
      double high = KayentaJudge.high(p0, after(p0, share), judgements, random);
      rows.add(Map.of("share", share, "missed", 1 - high));
    }
    double falseAlarms = KayentaJudge.high(p0, p0, judgements, random);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("arl", day / falseAlarms);
    values.put(
        "atLeast", day / (Poisson.upper(Math.round(falseAlarms * judgements), 0.025) / judgements));
    values.put("delays", rows);
    return values;
  }
}
