package dev.plumbline.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Small rehearsals, seeded: one bug on one pool of a fleet of fourteen, probed by the prompts of
 * one suite, with specimens made by hand. What detects is what production runs.
 */
@Tag("exhaustive")
class RehearsalTest {
  private static final Catalog PRACTICE = PracticeSuites.catalog();
  private static final String SUITE = "single-token";
  private static final String HEAD = "date,bug,model,platform,accelerator,share,published,event\n";

  private static Timeline timeline(Bug bug, String share) {
    return Timeline.read(
        "t.csv",
        HEAD
            + "2025-08-26,%s,haiku-3.5,claude-api,tpu,%s,no,begins\n".formatted(bug, share)
            + "2025-09-04,%s,haiku-3.5,claude-api,tpu,0,yes,ends\n".formatted(bug));
  }

  /** Each bug fails its own check on a part of its answers, nothing else fails. */
  private static Specimens specimens(int failing, int answers) {
    Specimens.Gathering gathering = new Specimens.Gathering();
    Map<String, String> checks =
        Map.of(
            "misroute", "routing",
            "corruption", "foreign-script",
            "approximate-top-k", "argmax");
    PRACTICE
        .suite(SUITE)
        .orElseThrow()
        .probes()
        .forEach(probe -> {
          String name = SUITE + "/" + probe.id();
          gathering.take("none", name, readings(checks.values(), ""));
          checks.forEach((cause, check) -> {
            for (int i = 0; i < answers; i++) {
              gathering.take(cause, name, readings(checks.values(), i < failing ? check : ""));
            }
          });
        });
    return gathering.done("made by hand");
  }

  private static List<CheckReading> readings(Iterable<String> checks, String failed) {
    List<CheckReading> readings = new ArrayList<>();
    checks.forEach(check ->
        readings.add(new CheckReading(check, new Reading.Trial(check.equals(failed), ""))));
    return readings;
  }

  private static DelayRow run(Timeline timeline, Specimens specimens, Setting setting, int runs) {
    List<DelayRow> rows = new ArrayList<>();
    new Rehearsal(
            timeline,
            specimens,
            PRACTICE.suites(),
            PRACTICE.detection(),
            CheckRegistry.standard(),
            (_, _, _, _) -> {})
        .run(setting, runs, EnumSet.allOf(Bug.class), "haiku-3.5/", rows::add);
    return rows.getFirst();
  }

  private static Setting with(Setting of, boolean adaptive, boolean identity, double noise) {
    return new Setting(
        of.perHour(),
        identity,
        of.logprobs(),
        adaptive,
        of.objective(),
        noise,
        false,
        false,
        Duration.ZERO,
        Set.of(),
        of.variation());
  }

  private static double median(DelayRow row) {
    return Objects.requireNonNull(row.medianHours(), row.toString());
  }

  /**
   * Median hours measured: .96 at a share of 5 % (ninetieth 1.9), 1.77 where half of it is seen
   * (ninetieth 3.3), so the one bound is broken by the other's value; 1.66 at twelve probes an hour
   * in ten runs (ninetieth 3.5), where the threshold is lower.
   */
  @Test
  void aPageComesAsLateAsTheShareMakesIt() {
    Setting once = with(Setting.usual(60), false, true, 0);
    DelayRow all = run(timeline(Bug.B3, "0.05"), specimens(1, 1), once, 40);
    assertThat(all.detected()).isEqualTo(1);
    assertThat(median(all)).isBetween(0.7, 1.6);
    assertThat(all.rightAtFirst()).isGreaterThanOrEqualTo(0.85);
    assertThat(all.falsePages()).isZero();
    assertThat(all.firstBy()).containsExactly("argmax 40");

    DelayRow half = run(timeline(Bug.B3, "0.05"), specimens(1, 2), once, 40);
    assertThat(half.failing()).isEqualTo(0.025);
    assertThat(median(half)).isBetween(1.4, 3.4);

    DelayRow slow = run(timeline(Bug.B3, "0.05"), specimens(1, 1), Setting.usual(12), 10);
    assertThat(median(slow)).isBetween(0.8, 4.5);
  }

  /** Median hours measured: 1.6 against 4.3; without demands they would be the same. */
  @Test
  void askingMoreWhereEvidenceStirsIsSooner() {
    DelayRow row =
        run(timeline(Bug.B3, "0.01"), specimens(1, 1), with(Setting.usual(60), true, true, 0), 20);
    DelayRow planned =
        run(timeline(Bug.B3, "0.01"), specimens(1, 1), with(Setting.usual(60), false, true, 0), 20);
    assertThat(median(row)).isLessThan(0.6 * median(planned));
  }

  @Test
  void theSameSeedsGiveTheSameDelays() {
    Setting setting = with(Setting.usual(60), true, true, 0);
    DelayRow one = run(timeline(Bug.B1, "0.05"), specimens(1, 1), setting, 3);
    assertThat(run(timeline(Bug.B1, "0.05"), specimens(1, 1), setting, 3)).isEqualTo(one);
  }

  /** Healthy answers fail at the objective, for 2,000 probes a pool before the bug. */
  @Test
  void whatFailsInHealthIsCountedApart() {
    DelayRow row =
        run(
            timeline(Bug.B3, "0.2"),
            specimens(1, 1),
            with(Setting.usual(600), true, true, 1e-4),
            2);
    assertThat(row.healthyHours()).isBetween(6.6, 6.8);
    assertThat(row.moreProbes()).as("of 56,000 probes, five or six failures").isBetween(0.0, 0.25);
    assertThat(row.falsePages()).isZero();
    assertThat(row.detected()).isEqualTo(1);
  }

  @Test
  void whatNoCheckSeesIsSaid() {
    DelayRow row =
        run(timeline(Bug.B1, "0.2"), specimens(1, 1), with(Setting.usual(60), false, false, 0), 1);
    assertThat(row.remark()).isEqualTo("unseen by the checks of today: needs a reference");
    assertThat(row.runs()).isZero();
  }

  /** 4e-6 of the answers under an objective of 1e-5: p0 allows it, so no detector may page. */
  @Test
  void whatTheObjectiveAllowsIsOutOfReach() {
    DelayRow row = run(timeline(Bug.B1, "0.000004"), specimens(1, 1), Setting.usual(60), 1);
    assertThat(row.remark())
        .startsWith("out of reach: at most 4.0e-06 of answers fail, the objective allows 1.0e-05")
        .contains("the first failing answer takes 174 days");
    Setting strict =
        new Setting(
            60,
            true,
            true,
            false,
            1e-6,
            0,
            false,
            false,
            Duration.ZERO,
            Set.of(),
            Course.Variation.NONE);
    assertThat(run(timeline(Bug.B1, "0.000004"), specimens(1, 1), strict, 1).remark()).isNull();
  }

  @Test
  void probesWithoutSpecimensAreRefused() {
    Specimens none = new Specimens.Gathering().done("nothing");
    assertThatThrownBy(() -> run(timeline(Bug.B1, "0.1"), none, Setting.usual(60), 1))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("plumbline lab corpus");
  }

  @Test
  void aPlaceTheFleetHasNotIsRefused() {
    Timeline elsewhere =
        Timeline.read(
            "t.csv",
            HEAD
                + "2025-08-26,B1,haiku-3.5,moon,tpu,0.1,no,begins\n"
                + "2025-09-04,B1,haiku-3.5,moon,tpu,0,yes,ends\n");
    assertThatThrownBy(() -> run(elsewhere, specimens(1, 1), Setting.usual(60), 1))
        .isInstanceOf(UnusableFileException.class)
        .hasMessageContaining("haiku-3.5/moon/tpu: the rehearsed fleet has no such place");
  }
}
