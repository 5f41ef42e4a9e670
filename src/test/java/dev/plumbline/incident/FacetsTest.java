package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** 36 targets, whose regions and builds are laid across the slices. */
class FacetsTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";

  private static List<Target> fleet(
      Function<Slice, @Nullable String> region, Function<Slice, @Nullable String> build) {
    return Desk.catalog().current().targets().stream()
        .map(it ->
            new Target(
                it.name(),
                it.labels(),
                region.apply(Slice.leaf(it.labels())),
                build.apply(Slice.leaf(it.labels())),
                it.wireFormat(),
                it.endpoint(),
                it.servedModel(),
                it.credential(),
                it.identity(),
                it.contextWindow(),
                it.capabilities(),
                it.price(),
                it.budget(),
                it.suites()))
        .toList();
  }

  private static List<Facets.Facet> facets(List<Target> fleet, Practice.Alarm alarm) {
    Detection detection = alarm.detection();
    Incident incident = Incident.open(detection, Practice.FLEET);
    SortedMap<String, Counts> counts = incident.counts();
    return Facets.of(fleet, incident.finding(), counts);
  }

  private static String half(Slice leaf) {
    return leaf.platform().equals("direct") ? "eu-west" : "us-east";
  }

  @Test
  void aRegionThatHoldsPartOfTheSuspectIsExcludedByWhatItLeavesOut() {
    List<Facets.Facet> facets =
        facets(
            fleet(FacetsTest::half, _ -> null),
            Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12));

    assertThat(facets)
        .extracting(Facets.Facet::value, Facets.Facet::targets, Facets.Facet::failures)
        .containsExactly(tuple("us-east", 24, 8L), tuple("eu-west", 12, 4L));
    assertThat(facets).allMatch(Facets.Facet::excluded);
    assertThat(facets.getFirst().because())
        .isEqualTo("leaves unexplained: argmax failed 4 of 500 elsewhere in the suspect");
  }

  @Test
  void aBuildThatHoldsHealthyTargetsIsExcludedByTheirHealth() {
    List<Facets.Facet> facets =
        facets(
            fleet(_ -> null, leaf -> leaf.accelerator().equals("tpu") ? "v2" : "v1"),
            Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 40).after(2_000));

    assertThat(facets)
        .singleElement()
        .satisfies(facet -> {
          assertThat(facet.value()).isEqualTo("v2");
          assertThat(facet.excluded()).isTrue();
          assertThat(facet.because())
              .startsWith("its other targets are healthy: argmax failed 0 of 18000 there, at most");
        });
  }

  @Test
  void aBuildOfTheVeryTargetsCannotBeToldFromTheSuspect() {
    List<Facets.Facet> facets =
        facets(
            fleet(
                _ -> null,
                leaf ->
                    leaf.accelerator().equals("tpu") && leaf.model().equals("opus-4")
                        ? "v2"
                        : "v1"),
            Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12));

    assertThat(facets)
        .singleElement()
        .satisfies(facet -> {
          assertThat(facet.excluded()).isFalse();
          assertThat(facet.because()).contains("cannot be told apart");
        });
  }

  /** Its targets lie across all labels: no slice but the whole fleet holds them. */
  @Test
  void aFaultThatFollowsARegionShowsThatItExplainsMoreThanTheSuspect() {
    List<Target> fleet =
        fleet(
            leaf ->
                (leaf.model().equals("opus-4") && leaf.platform().equals("direct"))
                        || (leaf.model().equals("haiku-3.5") && leaf.accelerator().equals("gpu"))
                    ? "eu-west"
                    : "us-east",
            _ -> null);
    Practice.Alarm alarm =
        Practice.alarm("argmax", "*/*/*/*")
            .failing("opus-4/direct/*/*", 9)
            .failing("haiku-3.5/*/gpu/*", 9);
    List<Facets.Facet> facets = facets(fleet, alarm);
    Finding finding = Incident.open(alarm.detection(), Practice.FLEET).finding();

    assertThat(facets.getFirst().value()).isEqualTo("eu-west");
    assertThat(facets.getFirst().failures()).isEqualTo(18);
    assertThat(facets.getFirst().logLikelihoodRatio())
        .isGreaterThan(finding.logLikelihoodRatio() + 10);
    assertThat(facets.getFirst().excluded()).isFalse();
  }

  @Test
  void whereThereIsNothingToTellApartThereAreNoFacets() {
    Practice.Alarm alarm = Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12);

    assertThat(facets(fleet(_ -> null, _ -> null), alarm)).isEmpty();
    assertThat(facets(fleet(_ -> "eu-west", _ -> "v1"), alarm)).isEmpty();
  }
}
