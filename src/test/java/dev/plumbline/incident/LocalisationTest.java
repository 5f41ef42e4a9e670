package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalisationTest {
  private static final String ARGMAX = "argmax";

  private static Localisation of(Detection... detections) {
    TreeMap<String, Counts> checks = new TreeMap<>();
    for (Detection detection : detections) {
      checks.put(detection.series().check(), Counts.of(detection));
    }
    return new Localisation(Practice.FLEET, checks);
  }

  @ParameterizedTest
  @CsvSource({
    "opus-4/direct/tpu/tpu-a, opus-4/direct/tpu/tpu-a, 4",
    "opus-4/*/tpu/*,          opus-4/*/tpu/*,          4",
    "opus-4/*/tpu/tpu-a,      opus-4/*/tpu/*,          4",
    "*/*/tpu/tpu-a,           */*/tpu/*,               12",
    "*/cloud-a/*/*,           */cloud-a/*/*,           9",
    "*/*/*/*,                 */*/*/*,                 36",
  })
  void aSliceHasOneNameHoweverItIsWritten(String broken, String named, int failures) {
    Localisation localisation =
        of(Practice.alarm(ARGMAX, "*/*/*/*").failing(broken, failures).detection());

    assertThat(localisation.suspect().slice()).isEqualTo(Slice.parse(named));
  }

  /** Three models on one platform only: the platform is the accelerator. */
  @Test
  void ofTwoEquallyPlainNamesTheEarlierLabelSpeaks() {
    Fleet fleet =
        Fleet.ofLeaves(
            List.of(
                Slice.parse("a/direct/tpu/p"),
                Slice.parse("b/direct/tpu/p"),
                Slice.parse("a/cloud/gpu/q"),
                Slice.parse("b/cloud/gpu/q")));

    assertThat(fleet.candidates())
        .extracting(candidate -> candidate.slice().toString())
        .containsExactlyInAnyOrder(
            "*/*/*/*",
            "a/*/*/*",
            "b/*/*/*",
            "*/direct/*/*",
            "*/cloud/*/*",
            "a/direct/tpu/p",
            "b/direct/tpu/p",
            "a/cloud/gpu/q",
            "b/cloud/gpu/q");
  }

  /** Whom a target loses to shares none of its faults; healthy pairs clear the rest. */
  @ParameterizedTest
  @CsvSource({
    // a/cloud loses to a/direct, which is compared with nobody: not the model
    "a/cloud/gpu/q, 20, 0, 0, 60, a/cloud/gpu/q",
    // each is the other's peer
    "a/cloud/gpu/q, 20, 0, 20, 60, a/cloud/gpu/q",
    // of two models on one platform both lose: the platform
    "a/cloud/gpu/q, 20, 20, 20, 60, */cloud/*/*",
  })
  void pairsTellWhichSide(
      String leaf, long lost, long otherLost, long won, long pairs, String suspect) {
    Slice direct = Slice.parse("a/direct/tpu/p");
    Slice otherDirect = Slice.parse("b/direct/tpu/p");
    Slice cloud = Slice.parse(leaf);
    Slice otherCloud = Slice.parse("b/cloud/gpu/q");
    double rate = 1.0 / (pairs + 2);
    Counts counts =
        new Counts(
            List.of(
                new Counts.Leaf(cloud, pairs, lost, rate, direct),
                new Counts.Leaf(otherCloud, pairs, otherLost, rate, otherDirect),
                new Counts.Leaf(direct, won == 0 ? 0 : pairs, 0, (won + 1.0) / (pairs + 2), cloud)),
            1);
    Localisation localisation =
        new Localisation(
            Fleet.ofLeaves(List.of(direct, otherDirect, cloud, otherCloud)),
            new TreeMap<>(Map.of("paired-answer", counts)));

    assertThat(localisation.suspect().slice()).isEqualTo(Slice.parse(suspect));
    assertThat(localisation.probability(localisation.suspect())).isGreaterThan(0.9);
  }

  @Test
  void aPriorTreatsEveryKindOfSliceAlike() {
    Map<Integer, Double> mass = new TreeMap<>();
    Practice.FLEET
        .candidates()
        .forEach(candidate ->
            mass.merge(candidate.members().size(), Math.exp(candidate.logPrior()), Double::sum));

    // leaves 1 · model×platform and model×accelerator 2 · platform×accelerator 1 · a model 1 ·
    // a platform and an accelerator 2 · the fleet 1
    assertThat(mass.keySet()).containsExactly(1, 3, 4, 9, 12, 36);
    assertThat(mass.get(1)).isCloseTo(1, within(1e-9));
    assertThat(mass.get(3)).isCloseTo(2, within(1e-9));
    assertThat(mass.get(12)).isCloseTo(2, within(1e-9));
  }

  /**
   * After few trials silence excludes nothing; after many it is health, and is told with numbers.
   */
  @Test
  void onlyEvidenceOfHealthExcludesAWiderSlice() {
    Detection early =
        new Practice.Alarm(
                Detection.Kind.PAGE,
                Practice.alarm(ARGMAX, "opus-4/*/tpu/*").detection().series(),
                0,
                10,
                60,
                List.of())
            .failing("opus-4/*/tpu/*", 4)
            .detection();
    Detection late =
        Practice.alarm(ARGMAX, "opus-4/*/tpu/*").failing("opus-4/*/tpu/*", 30).detection();

    assertThat(alternative(of(early), "opus-4/*/*/*").excluded()).isFalse();
    assertThat(alternative(of(early), "opus-4/*/*/*").because())
        .isEqualTo("not excluded: too few trials to show its other targets healthy");
    assertThat(alternative(of(late), "opus-4/*/*/*").excluded()).isTrue();
    assertThat(alternative(of(late), "opus-4/*/*/*").because())
        .isEqualTo(
            "its other targets are healthy: argmax failed 0 of 3000 there, at most 0.12 %, against at least 1.2 %");
    assertThat(alternative(of(late), "opus-4/direct/*/*").because())
        .isEqualTo("leaves unexplained: argmax failed 20 of 1000 elsewhere in the suspect");
  }

  private static Alternative alternative(Localisation localisation, String slice) {
    return localisation.alternatives().stream()
        .filter(alternative -> alternative.slice().equals(Slice.parse(slice)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void checksAreReadTogether() {
    Localisation both =
        of(
            Practice.alarm("routing", "opus-4/*/tpu/*")
                .failing("opus-4/direct/tpu/*", 3)
                .detection(),
            Practice.alarm(ARGMAX, "opus-4/*/tpu/*")
                .failing("opus-4/cloud-a/tpu/*", 3)
                .detection());

    assertThat(both.suspect().slice()).isEqualTo(Slice.parse("opus-4/*/tpu/*"));
    assertThat(both.effects(both.suspect().members()))
        .extracting(Finding.CheckEffect::check, effect -> effect.effect().failures())
        .containsExactly(tuple(ARGMAX, 1L), tuple("routing", 1L));
  }

  @Test
  void failuresElsewhereAreTold() {
    Localisation localisation =
        of(
            Practice.alarm(ARGMAX, "opus-4/*/tpu/*")
                .failing("opus-4/*/tpu/*", 30)
                .failing("haiku-3.5/cloud-b/gpu/gpu-a", 4)
                .detection());

    assertThat(localisation.suspect().slice()).isEqualTo(Slice.parse("opus-4/*/tpu/*"));
    assertThat(localisation.unexplained(localisation.suspect().members()))
        .singleElement()
        .satisfies(leaf -> assertThat(leaf.leaf().model()).isEqualTo("haiku-3.5"));
  }

  /** Probabilities of all slices, failing or not, make one. */
  @Test
  void probabilitiesAreProbabilities() {
    Localisation localisation =
        of(Practice.alarm(ARGMAX, "*/*/*/*").failing("*/*/*/*", 72).detection());

    double alternatives =
        localisation.alternatives().stream().mapToDouble(Alternative::probability).sum();

    assertThat(alternatives + localisation.probability(localisation.suspect()))
        .isCloseTo(1, within(1e-9));
    assertThat(localisation.suspect().slice()).isEqualTo(Slice.WHOLE_FLEET);
  }

  @Test
  void theSentence() {
    List<IncidentGrouping.Change> opened =
        new IncidentGrouping(IncidentGroupingTest.RULES, Practice.FLEET)
            .apply(
                List.of(),
                Practice.alarm(ARGMAX, "haiku-3.5/*/tpu/*")
                    .failing("haiku-3.5/*/tpu/*", 12)
                    .detection());

    assertThat(Words.summary(opened.getFirst().incident().finding()))
        .isEqualTo(
            "argmax fails on haiku-3.5 × tpu (3 of 36 targets): 0.67 % [0.32 %, 1.2 %] of sessions"
                + " since 2026-11-23 12:02 UTC ± 2 min; healthy is at most 0.01 %");
  }
}
