package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.AspectCount;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Replay;
import dev.plumbline.incident.Stickiness.Verdict;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a fault stays with a session, and what is said of it. */
class StickinessTest {
  private static final Slice SUSPECT =
      Practice.FLEET.members(Slice.parse("opus-4/*/tpu/*")).iterator().next();

  @ParameterizedTest
  @CsvSource({
    "7, 7, 5, 400, STICKS",
    "1, 1, 0, 400, STICKS",
    "1, 1, 30, 400, UNTOLD",
    "7, 7, 380, 400, UNTOLD",
    "0, 7, 5, 400, PASSES",
    "0, 5, 5, 400, UNTOLD",
    "2, 7, 5, 10, UNTOLD",
  })
  void theIntervalDecides(int stayed, int hit, int fresh, int of, Verdict verdict) {
    Stickiness said = said(stayed, hit, fresh, of);

    assertThat(said.verdict()).isEqualTo(verdict);
    assertThat(said.share()).isBetween(said.lower(), said.upper());
  }

  @Test
  void itIsSaidInWords() {
    assertThat(said(7, 7, 5, 400).summary())
        .isEqualTo(
            "routing: a session that is hit stays hit (in 7 of 7 most turns after a failure failed"
                + " too, 59 % to 100 %; of fresh sessions 5 of 400 failed)");
  }

  private static Stickiness said(int stayed, int hit, int fresh, int of) {
    Counts.Leaf leaf =
        new Counts.Leaf(
            SUSPECT,
            hit + of,
            hit + fresh,
            1e-4,
            null,
            List.of(
                new AspectCount("session", "fresh", of, fresh, of),
                new AspectCount("session", "sticky", hit, hit, 10L * hit),
                new AspectCount("further-turns", "after-a-failure", hit, stayed, 9L * hit)));
    List<Stickiness> all =
        Stickiness.of(
            Set.of(SUSPECT), new TreeMap<>(Map.of("routing", new Counts(List.of(leaf), 1))));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /**
   * The first bug of 2025 in its worst hour: 16 % of sessions go to the wrong server, once or for
   * all of their ten turns. One session in five is sticky; 8 seeds, two days, through the detectors
   * of production, what all pages carried together. Measured: said rightly of 8 seeds of 8 in both.
   */
  @ParameterizedTest
  @CsvSource({"true, STICKS", "false, PASSES"})
  void aFaultThatStaysIsToldFromOneThatDoesNot(boolean stays, Verdict verdict) {
    List<Verdict> said = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      said.addAll(verdicts(stays, seed));
    }

    assertThat(said).filteredOn(it -> it != Verdict.UNTOLD).containsOnly(verdict);
    assertThat(said).filteredOn(verdict::equals).hasSizeGreaterThanOrEqualTo(7);
  }

  /** Of all pages of two days together, of each pool. */
  private static List<Verdict> verdicts(boolean stays, int seed) {
    Catalog catalog = SuspiciousFleet.catalog(1);
    Target target = catalog.targets().getFirst();
    Replay replay = new Replay(() -> catalog);
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<String, Counts> counts = new TreeMap<>();
    long offset = 0;
    for (int slot = 0; slot < 2 * 24 * 6; slot++) {
      Instant at = SuspiciousFleet.NOON.plus(Duration.ofMinutes(10L * slot));
      int turns = random.nextInt(5) == 0 ? 10 : 1;
      boolean wrong = random.nextDouble() < .16;
      for (int turn = 0; turn < turns; turn++) {
        boolean failed = stays ? wrong : random.nextDouble() < .16;
        for (Detection fired :
            replay.observe(offset++, observation(target, at, turn, turns, failed))) {
          if (fired.kind() == Detection.Kind.PAGE) {
            counts.merge(SuspiciousFleet.CHECK, Counts.of(fired), Counts::plus);
          }
        }
      }
    }
    return Stickiness.of(Set.of(Slice.leaf(target.labels())), counts).stream()
        .map(Stickiness::verdict)
        .toList();
  }

  private static Observation observation(
      Target target, Instant at, int turn, int turns, boolean failed) {
    String session = target.name() + "@" + at;
    return new Observation(
        SuspiciousFleet.CHECK,
        session + "." + turn,
        target.name(),
        target.labels(),
        null,
        null,
        "core",
        "p" + turn,
        session,
        turns,
        at.plusSeconds(20L * turn),
        target.budget().interval(),
        new Reading.Trial(failed, failed ? "another pool" : ""));
  }
}
