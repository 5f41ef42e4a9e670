package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.INTERVAL;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.detect.history.BacktestOptions;
import dev.plumbline.detect.history.BacktestRun;
import dev.plumbline.detect.history.History;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backtest and the running scorer are one. */
class BacktestTest {

  /** What a backtest told. */
  private static final class Told implements Backtest.Listener {
    private final Map<SeriesKey, Backtest.AppliedTrial> last = new HashMap<>();
    private final List<Detection> detections = new ArrayList<>();

    @Override
    public void trial(Backtest.AppliedTrial trial) {
      last.put(trial.series(), trial);
    }

    @Override
    public void detection(Detection detection) {
      detections.add(detection);
    }
  }

  /** The same observations, thresholds given outright: the same bits, and the same detections. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void sameObservationsSameBits(long seed) {
    compare(1e4, seed);
  }

  /** The thresholds of the budget, too, where the leaves are what the catalog says. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void sameBudgetSameBits(long seed) {
    compare(null, seed);
  }

  private static void compare(@Nullable Double threshold, long seed) {
    Catalog catalog = TestFleet.catalog(threshold);
    Replay replay = new Replay(() -> catalog);
    Told told = new Told();
    Backtest backtest =
        new Backtest(
            Map.of(CHECK, leaves()),
            new Backtest.Settings(catalog.detection(), true, StartWeight.BY_TIME, 0),
            told);
    long offset = 0;
    for (Observation observation : Recording.ofMinutes(600, seed)) {
      replay.observe(offset++, observation);
      backtest.observe(observation);
    }
    assertThat(told.detections).isNotEmpty().isEqualTo(replay.detections());
    assertSame(told, replay);
  }

  /** By way of a file, which does not say how many turns a session had. */
  @Test
  void aFileGivesTheSameBits(@TempDir Path folder) throws IOException {
    Catalog catalog = TestFleet.catalog(1e4);
    List<Observation> recorded = answeredInFull(Recording.ofMinutes(600, 6));
    Replay replay = new Replay(() -> catalog);
    long offset = 0;
    for (Observation observation : recorded) {
      replay.observe(offset++, observation);
    }
    Instant afterwards = recorded.getLast().scheduledAt().plus(Duration.ofHours(1));
    replay.observe(offset, TestFleet.trial(TARGETS.getFirst(), afterwards, "one", false));

    Path file =
        Files.write(folder.resolve("history"), recorded.stream().map(BacktestTest::line).toList());
    Told told = new Told();
    BacktestRun.prepare(
            new History(file, "history"),
            new BacktestOptions(1, 1e4, null, true, INTERVAL, 0),
            catalog.detection(),
            (_, _, _) -> {})
        .run(told);
    assertThat(told.detections).isNotEmpty();
    assertThat(told.detections.stream().map(BacktestTest::found).toList())
        .isEqualTo(replay.detections().stream().map(BacktestTest::found).toList());
    assertSame(told, replay);
  }

  /** All but names of exchanges and suites and the order of leaves, which a file does not have. */
  private static Detection found(Detection detection) {
    return new Detection(
        detection.id(),
        detection.series(),
        detection.kind(),
        detection.at(),
        detection.trials(),
        detection.logEvidence(),
        detection.logThreshold(),
        detection.onset(),
        detection.effect(),
        detection.leaves().stream()
            .map(BacktestTest::withoutSuites)
            .sorted(Comparator.comparing(leaf -> leaf.leaf().toString()))
            .toList(),
        List.of());
  }

  private static Detection.LeafCount withoutSuites(Detection.LeafCount count) {
    return new Detection.LeafCount(
        count.leaf(),
        count.trials(),
        count.failures(),
        count.objective(),
        count.logEvidence(),
        count.peer(),
        count.aspects().stream().filter(it -> !it.aspect().equals("suite")).toList());
  }

  private static List<WatchedLeaf> leaves() {
    return TARGETS.stream()
        .map(target -> new WatchedLeaf(target.labels(), INTERVAL, Set.of("core/one", "core/two")))
        .toList();
  }

  private static void assertSame(Told told, Replay replay) {
    assertThat(told.last.keySet()).isEqualTo(replay.evidence().keySet());
    replay
        .evidence()
        .forEach((series, evidence) -> {
          Backtest.AppliedTrial trial = Objects.requireNonNull(told.last.get(series));
          assertThat(trial.index() + 1).isEqualTo(evidence.trials());
          assertThat(trial.at()).isEqualTo(evidence.at());
          assertThat(trial.logThreshold()).isEqualTo(evidence.logPageThreshold());
          DetectorState.LastPage page = evidence.state().lastPage();
          if (page == null || page.at().isBefore(evidence.at())) {
            assertThat(trial.logEvidence()).isEqualTo(evidence.logEvidence());
          }
        });
  }

  /** Trials only, of sessions of which no turn is missing. */
  private static List<Observation> answeredInFull(List<Observation> recorded) {
    Map<String, Long> turns =
        recorded.stream()
            .filter(Samples::isTrial)
            .collect(Collectors.groupingBy(BacktestTest::session, Collectors.counting()));
    return recorded.stream()
        .filter(Samples::isTrial)
        .filter(it -> Objects.equals(turns.get(session(it)), (long) it.turns()))
        .toList();
  }

  private static String session(Observation observation) {
    return observation.target() + " " + observation.session();
  }

  private static String line(Observation observation) {
    return Json.MAPPER.writeValueAsString(
        Map.of(
            "at", observation.scheduledAt(),
            "model", observation.labels().model(),
            "platform", observation.labels().platform(),
            "accelerator", observation.labels().accelerator(),
            "pool", observation.labels().pool(),
            "check", observation.check(),
            "session", observation.session(),
            "probe", observation.suite() + "/" + observation.probe(),
            "failed", ((Reading.Trial) observation.reading()).failed()));
  }
}
