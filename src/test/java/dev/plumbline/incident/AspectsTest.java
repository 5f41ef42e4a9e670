package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import dev.plumbline.incident.Aspects.Asked;
import dev.plumbline.incident.Aspects.Explanation;
import dev.plumbline.incident.Aspects.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether the fault follows how the suspect was asked, and what is said of it. */
class AspectsTest {
  private static final List<Slice> SUSPECT =
      List.copyOf(Practice.FLEET.members(Slice.parse("opus-4/*/tpu/*")));
  private static final Slice ELSEWHERE = Slice.parse("haiku-3.5/direct/gpu/gpu-a");

  private static AspectCount session(String kind, long failures, long trials) {
    return new AspectCount(
        "session", kind, trials, failures, kind.equals("sticky") ? 5 * trials : trials);
  }

  private static AspectCount suite(String name, long failures, long trials) {
    return new AspectCount("suite", name, trials, failures, trials);
  }

  private static Counts.Leaf leaf(Slice slice, AspectCount... aspects) {
    long trials = List.of(aspects).stream().mapToLong(AspectCount::trials).sum();
    long failures = List.of(aspects).stream().mapToLong(AspectCount::failures).sum();
    return new Counts.Leaf(slice, trials, failures, 1e-4, null, List.of(aspects));
  }

  private static List<Asked> asked(Counts.Leaf... leaves) {
    return Aspects.of(
        Set.copyOf(SUSPECT), new TreeMap<>(Map.of("argmax", new Counts(List.of(leaves), 1))));
  }

  private static Asked one(AspectCount... aspects) {
    List<Asked> asked = asked(leaf(SUSPECT.getFirst(), aspects));
    assertThat(asked).hasSize(1);
    return asked.getFirst();
  }

  @Test
  void aFaultOfStickySessionsIsSaidToBeThat() {
    Asked asked = one(session("fresh", 0, 120), session("sticky", 14, 40));

    assertThat(asked.check()).isEqualTo("argmax");
    assertThat(asked.aspect()).isEqualTo("session");
    assertThat(asked.verdict()).isEqualTo(Verdict.ONLY);
    assertThat(asked.summary()).isEqualTo("only sticky failed, 14 of 40; fresh 0 of 120");
    assertThat(asked.explanations())
        .extracting(Explanation::name, Explanation::excluded, Explanation::because)
        .containsExactly(
            tuple("sticky", false, "explains the failures best"),
            tuple(
                "however asked",
                true,
                "fresh failed 0 of 120, at most 3 %, where at least 3.8 % would be expected"));
  }

  /** Sessions of five answers fail more often than those of one where answers fail one by one. */
  @Test
  void aSessionOfManyAnswersHasManyChancesToFail() {
    assertThat(one(session("fresh", 0, 60), session("sticky", 12, 60)).verdict())
        .as("4 % of answers: 2.4 fresh failures expected")
        .isEqualTo(Verdict.UNTOLD);
    assertThat(one(suite("a", 0, 60), suite("b", 12, 60)).verdict())
        .as("the same numbers where trials are alike")
        .isEqualTo(Verdict.ONLY);
  }

  @Test
  void aFaultOfOneSuiteIsToldFromManyHealthyOnes() {
    List<AspectCount> suites = new ArrayList<>(List.of(suite("code", 9, 60), suite("d", 1, 500)));
    IntStream.range(0, 9).forEach(i -> suites.add(suite("s" + i, 0, 60)));

    Asked asked = one(suites.toArray(AspectCount[]::new));

    assertThat(asked.verdict()).isEqualTo(Verdict.ONLY);
    assertThat(asked.summary()).isEqualTo("only code failed, 9 of 60; d and 9 others 1 of 1040");
    assertThat(asked.explanations())
        .extracting(Explanation::name)
        .as("ways that failed, and all")
        .containsExactly("code", "however asked", "d");
    assertThat(asked.explanations().getLast().because())
        .isEqualTo("leaves unexplained: code failed 9 of 60");
  }

  @Test
  void aFaultOfTwoSuitesNamesBoth() {
    assertThat(
            one(suite("a", 9, 60), suite("b", 8, 60), suite("c", 0, 60), suite("d", 0, 60))
                .summary())
        .isEqualTo("only a and b failed, 17 of 120; c and d 0 of 120");
  }

  @Test
  void whatFailsLessOftenOtherwiseIsMostlyThat() {
    Asked asked = one(suite("a", 40, 60), suite("b", 6, 600));

    assertThat(asked.verdict()).isEqualTo(Verdict.MOSTLY);
    assertThat(asked.summary()).isEqualTo("mostly a failed, 40 of 60; b 6 of 600");
  }

  @Test
  void whatFailsHoweverAskedFollowsNothing() {
    Asked asked = one(suite("a", 6, 60), suite("b", 9, 70));

    assertThat(asked.verdict()).isEqualTo(Verdict.ANY);
    assertThat(asked.summary()).isEqualTo("however asked: b 9 of 70, a 6 of 60");
    assertThat(asked.explanations())
        .filteredOn(it -> it.values().size() == 1)
        .hasSize(2)
        .allMatch(Explanation::excluded);
  }

  @Test
  void fewFailuresTellNothing() {
    Asked asked = one(suite("a", 4, 30), suite("b", 0, 20));

    assertThat(asked.verdict()).isEqualTo(Verdict.UNTOLD);
    assertThat(asked.summary()).isEqualTo("too little to tell: a 4 of 30, b 0 of 20");
    assertThat(asked.explanations())
        .filteredOn(it -> it.values().size() == 2)
        .extracting(Explanation::because)
        .containsExactly("not excluded: too few trials of b");
  }

  @Test
  void onlyTheSuspectCounts() {
    assertThat(
            asked(
                leaf(SUSPECT.get(0), session("fresh", 0, 60), session("sticky", 7, 20)),
                leaf(SUSPECT.get(1), session("fresh", 0, 60), session("sticky", 7, 20)),
                leaf(ELSEWHERE, session("fresh", 9, 900), session("sticky", 9, 900))))
        .extracting(Asked::summary)
        .containsExactly("only sticky failed, 14 of 40; fresh 0 of 120");
  }

  /** Nor of pairs, and of what an older release counted: they have no aspects. */
  @Test
  void whereThereIsOnlyOneWayNothingIsSaid() {
    assertThat(asked(leaf(SUSPECT.getFirst(), session("fresh", 9, 60)))).isEmpty();
    assertThat(asked(new Counts.Leaf(SUSPECT.getFirst(), 60, 9, 1e-4))).isEmpty();
  }

  @Test
  void ofManyWaysTheMostFailingAreTold() {
    AspectCount[] suites =
        IntStream.range(0, 8).mapToObj(i -> suite("s" + i, 3 + i, 100)).toArray(AspectCount[]::new);

    assertThat(one(suites).summary())
        .isEqualTo(
            "however asked: s7 10 of 100, s6 9 of 100, s5 8 of 100, s4 7 of 100,"
                + " 4 others 18 of 400");
  }
}
