package dev.plumbline.detect.history;

import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.detect.Backtest;
import dev.plumbline.detect.StartWeight;
import dev.plumbline.detect.WatchedLeaf;
import dev.plumbline.score.Observation;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Today's detectors over a history, which is read twice: once to see what is watched and how often
 * it was tried, once to test. Memory grows with the series, the probes, and the observations within
 * any twelve minutes; not with the history.
 */
public final class BacktestRun {
  /** Where the standard policy says nothing of a check; what it says of most. */
  private static final Objective USUAL = new Objective(1e-3, 1e-4, 30_000);

  /** Names of exchanges: as many digits each, so that they sort as the file does. */
  private static final long FIRST_NAME = 1_000_000_000_000_000L;

  private final History history;
  private final BacktestOptions options;
  private final Progress progress;
  private final Survey survey;
  private final Backtest.Settings settings;
  private final Map<String, List<WatchedLeaf>> leaves;

  private BacktestRun(
      History history,
      BacktestOptions options,
      Progress progress,
      Survey survey,
      DetectionPolicy standard) {
    this.history = history;
    this.options = options;
    this.progress = progress;
    this.survey = survey;
    this.leaves = survey.leaves(options.interval());
    this.settings =
        new Backtest.Settings(
            policy(standard),
            options.pooling(),
            options.interval() == null ? StartWeight.BY_TRIAL : StartWeight.BY_TIME,
            options.reference());
  }

  /**
   * The first reading.
   *
   * @param standard what holds where a catalog says nothing
   * @throws UnusableHistoryException if the history cannot be tested on
   */
  public static BacktestRun prepare(
      History history, BacktestOptions options, DetectionPolicy standard, Progress progress)
      throws IOException {
    Survey survey = Survey.of(history, progress);
    requireReference(history, survey, options);
    if (options.threshold() == null
        && options.interval() == null
        && survey.first().equals(survey.last())) {
      throw new UnusableHistoryException(
          history.name(),
          "is of one instant, so nobody knows how many trials a month the budget is for",
          "give --threshold A, or --base-rate");
    }
    return new BacktestRun(history, options, progress, survey, standard);
  }

  /** When it begins. */
  public Instant first() {
    return survey.first();
  }

  /** When it ends. */
  public Instant last() {
    return survey.last();
  }

  public long observations() {
    return survey.observations();
  }

  /** Checks held to the usual objective because the standard policy has none for them. */
  public List<String> assumed(DetectionPolicy standard) {
    return options.objective() != null
        ? List.of()
        : survey.checks(Field.FAILED).stream()
            .filter(check -> !standard.objectives().containsKey(check))
            .toList();
  }

  /** The second reading; returns what could not be tested and why. */
  public List<String> run(Backtest.Listener listener) throws IOException {
    Map<String, Map<Labels, WatchedLeaf>> known = byLabels();
    Backtest backtest = new Backtest(leaves, settings, listener);
    long done = 0;
    try (History.Stream stream = history.open()) {
      Sessions sessions = new Sessions(stream);
      for (Sessions.Member next = sessions.next(); next != null; next = sessions.next()) {
        backtest.observe(observation(next, done, known));
        done++;
        if (done % Progress.EVERY == 0) {
          progress.report("observations tested", done, survey.observations());
        }
      }
    }
    backtest.finish();
    return backtest.untested();
  }

  private Map<String, Map<Labels, WatchedLeaf>> byLabels() {
    Map<String, Map<Labels, WatchedLeaf>> known = new HashMap<>();
    leaves.forEach((check, list) ->
        list.forEach(
            leaf -> known.computeIfAbsent(check, _ -> new HashMap<>()).put(leaf.labels(), leaf)));
    return known;
  }

  private Observation observation(
      Sessions.Member member, long position, Map<String, Map<Labels, WatchedLeaf>> known) {
    RecordedObservation read = member.observation();
    WatchedLeaf leaf = known.getOrDefault(read.check(), Map.of()).get(read.labels());
    if (leaf == null) {
      throw new UnusableHistoryException(
          history.name() + ":" + read.line(),
          "was not there at the first reading",
          "test a copy, while the file itself is written to");
    }
    return new Observation(
        read.check(),
        Long.toString(FIRST_NAME + position),
        leaf.labels().toString(),
        leaf.labels(),
        null,
        null,
        "",
        read.probe(),
        read.session(),
        member.turns(),
        read.at(),
        leaf.interval(),
        read.reading());
  }

  private DetectionPolicy policy(DetectionPolicy standard) {
    Map<String, Objective> objectives = new LinkedHashMap<>();
    for (String check : survey.checks(Field.FAILED)) {
      Double given = options.objective();
      objectives.put(
          check,
          given == null
              ? standard.objectives().getOrDefault(check, USUAL)
              : new Objective(given, given, USUAL.certifiedAfter()));
    }
    return new DetectionPolicy(
        options.budget(),
        standard.ticketsPerWeek(),
        standard.pooledShare(),
        options.threshold(),
        standard.window(),
        standard.grace(),
        objectives);
  }

  private static void requireReference(History history, Survey survey, BacktestOptions options) {
    for (Field field : List.of(Field.SCORE, Field.VALUE)) {
      List<String> checks = survey.checks(field);
      if (!checks.isEmpty() && options.reference() == 0) {
        throw new UnusableHistoryException(
            history.name(),
            "check %s has %s, which has no objective to be held to and is only compared with a"
                    .formatted(checks.getFirst(), field.word())
                + " healthy reference; the history names none",
            "give --reference N if the first N trials of each such series were healthy, or leave"
                + " these lines out");
      }
    }
  }
}
