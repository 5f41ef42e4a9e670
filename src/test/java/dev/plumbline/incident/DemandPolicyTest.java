package dev.plumbline.incident;

import static dev.plumbline.incident.SuspiciousFleet.NOON;
import static dev.plumbline.incident.SuspiciousFleet.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** M rests at 195; at p₀ = 1e-4 one failure makes it some 9,000. */
class DemandPolicyTest {
  private static final Catalog CATALOG = SuspiciousFleet.catalog(4);
  private static final DemandPolicy POLICY =
      new DemandPolicy(10, 2, Duration.ofSeconds(15), Duration.ofMinutes(10));

  @Test
  void oneFailureDemandsTenfoldFromAMinuteAllWorkersReachKnowing() {
    Instant now = NOON.plusSeconds(50);
    assertThat(decide(now, Demands.NONE, evidence(0, 9_000, 1e-4, NOON, Level.QUIET)))
        .containsExactly(
            new Demand(
                "opal/api/tpu/p0",
                List.of("foreign-script"),
                10,
                NOON.plusSeconds(120),
                NOON.plusSeconds(720),
                "foreign-script: evidence 9.00e+03 where 195 is rest, at p0 1e-04"));
  }

  @Test
  void restAPageSilenceACommonFailureAndASliceDemandNothing() {
    assertThat(decide(NOON, Demands.NONE, evidence(0, 3_100, 1e-4, NOON, Level.QUIET))).isEmpty();
    assertThat(decide(NOON, Demands.NONE, evidence(0, 9_000, 1e-4, NOON, Level.PAGE))).isEmpty();
    assertThat(decide(NOON, Demands.NONE, evidence(0, 900, 1e-2, NOON, Level.QUIET))).isEmpty();
    Instant later = NOON.plus(Duration.ofMinutes(16));
    assertThat(decide(later, Demands.NONE, evidence(0, 9_000, 1e-4, NOON, Level.QUIET))).isEmpty();
    Evidence leaf = evidence(0, 9_000, 1e-4, NOON, Level.QUIET);
    Evidence pooled = SuspiciousFleet.of(leaf, Slice.WHOLE_FLEET);
    assertThat(decide(NOON, Demands.NONE, pooled)).isEmpty();
  }

  @Test
  void aTicketStillWantsMore() {
    assertThat(decide(NOON, Demands.NONE, evidence(0, 5e4, 1e-4, NOON, Level.TICKET))).hasSize(1);
  }

  /** From 10/p₀ above rest on: two failures near one another. The pool itself comes first. */
  @Test
  void strongEvidenceHasTheNeighboursAskedToo() {
    assertThat(decide(NOON, Demands.NONE, evidence(1, 9e4, 1e-4, NOON, Level.QUIET)))
        .extracting(Demand::target)
        .containsExactly("opal/api/tpu/p1");
    assertThat(decide(NOON, Demands.NONE, evidence(1, 2e5, 1e-4, NOON, Level.QUIET)))
        .extracting(Demand::target, Demand::reason)
        .containsExactly(
            tuple(
                "opal/api/tpu/p1",
                "foreign-script: evidence 2.00e+05 where 195 is rest, at p0 1e-04"),
            tuple(
                "opal/api/tpu/p0",
                "beside opal/api/tpu/p1: foreign-script: evidence 2.00e+05 where 195 is rest, at p0 1e-04"));
  }

  /** Pools are named within an accelerator, so another accelerator is one step away, not two. */
  @Test
  void neighboursDifferInOneOfModelPlatformAndAccelerator() {
    Evidence strong = evidence(0, 2e5, 1e-4, NOON, Level.QUIET);
    Evidence ofOpus = SuspiciousFleet.of(strong, Slice.parse("opus-4/direct/tpu/tpu-a"));
    DemandPolicy many = new DemandPolicy(10, 36, Duration.ofSeconds(15), Duration.ofMinutes(10));

    assertThat(many.decide(Desk.catalog().current(), List.of(ofOpus), Demands.NONE, NOON))
        .extracting(Demand::target)
        .containsExactlyInAnyOrder(
            "opus-4/direct/tpu/tpu-a",
            "sonnet-4/direct/tpu/tpu-a",
            "haiku-3.5/direct/tpu/tpu-a",
            "sonnet-3.7/direct/tpu/tpu-a",
            "opus-4/cloud-a/tpu/tpu-a",
            "opus-4/cloud-b/tpu/tpu-a",
            "opus-4/direct/trainium/trainium-a",
            "opus-4/direct/gpu/gpu-a");
  }

  /** Its evidence began anew with the page, so this is what asks on for an hour. */
  @Test
  void aPageHasItsPoolAndTheNeighboursAskedForAnHour() {
    Evidence paged = SuspiciousFleet.paged(evidence(1, 300, 1e-4, NOON, Level.PAGE), NOON);

    assertThat(decide(NOON.plusSeconds(3_540), Demands.NONE, paged))
        .extracting(Demand::target, Demand::reason)
        .containsExactly(
            tuple("opal/api/tpu/p1", "foreign-script paged at 2026-03-01T12:00:00Z"),
            tuple(
                "opal/api/tpu/p0",
                "beside opal/api/tpu/p1: foreign-script paged at 2026-03-01T12:00:00Z"));
    assertThat(decide(NOON.plusSeconds(3_600), Demands.NONE, paged)).isEmpty();
  }

  /** Below 0.3/p₀ above rest none begins, down to 0.1/p₀ one goes on, by its second half. */
  @Test
  void aDemandIsProlongedWhileThereIsEvidenceAndElseEndsByItself() {
    Demand begun =
        decide(NOON, Demands.NONE, evidence(0, 9_000, 1e-4, NOON, Level.QUIET)).getFirst();
    Demands known = Demands.NONE.with(begun);
    Instant early = begun.from().plusSeconds(240);
    Instant due = begun.from().plusSeconds(310);

    assertThat(decide(early, known, evidence(0, 1_300, 1e-4, early, Level.QUIET))).isEmpty();
    assertThat(decide(due, known, evidence(0, 1_100, 1e-4, due, Level.QUIET))).isEmpty();
    assertThat(decide(due, known, evidence(0, 1_300, 1e-4, due, Level.QUIET)))
        .singleElement()
        .satisfies(prolonged -> {
          assertThat(prolonged.from()).isEqualTo(begun.from());
          assertThat(prolonged.until()).isEqualTo(begun.from().plusSeconds(960));
        });
    assertThat(decide(begun.until(), known, evidence(0, 1_300, 1e-4, due, Level.QUIET)))
        .as("ended: it takes a failure again")
        .isEmpty();
  }

  @Test
  void noDemandIsLongerThanADay() {
    Demand day =
        new Demand(
            "opal/api/tpu/p0",
            List.of("foreign-script"),
            10,
            NOON,
            NOON.plus(Duration.ofDays(1)),
            "why");
    Instant last = day.until().minusSeconds(60);
    Evidence high = evidence(0, 9_000, 1e-4, last, Level.QUIET);

    assertThat(decide(last, Demands.NONE.with(day), high)).isEmpty();
    assertThat(decide(day.until(), Demands.NONE.with(day), high)).hasSize(1);
  }

  @Test
  void atMostTwoTheMostSuspiciousAndThoseThatHaveItKeepIt() {
    Evidence[] all = {
      evidence(0, 5_000, 1e-4, NOON, Level.QUIET),
      evidence(1, 8_000, 1e-4, NOON, Level.QUIET),
      evidence(2, 9_000, 1e-4, NOON, Level.QUIET)
    };
    assertThat(decide(NOON, Demands.NONE, all))
        .extracting(Demand::target)
        .containsExactly("opal/api/tpu/p2", "opal/api/tpu/p1");
    Demand held =
        new Demand(
            "opal/api/tpu/p3", List.of("argmax"), 10, NOON, NOON.plusSeconds(600), "by somebody");
    assertThat(decide(NOON, Demands.NONE.with(held), all))
        .extracting(Demand::target)
        .containsExactly("opal/api/tpu/p2");
    assertThat(
            new DemandPolicy(10, 0, Duration.ofSeconds(15), Duration.ofMinutes(10))
                .decide(CATALOG, List.of(all), Demands.NONE, NOON))
        .isEmpty();
  }

  private static List<Demand> decide(Instant now, Demands known, Evidence... evidence) {
    return POLICY.decide(CATALOG, List.of(evidence), known, now);
  }
}
