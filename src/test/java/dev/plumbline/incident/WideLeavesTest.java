package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users know a platform, not a pool: what they report is counted for all its targets as one. */
class WideLeavesTest {
  private static final String POOL = "opus-4/cloud-a/tpu/tpu-a";
  private static final String PLATFORM = "opus-4/cloud-a/*/*";

  private final IncidentGrouping grouping =
      new IncidentGrouping(
          new IncidentGrouping.Rules(Duration.ofMinutes(30), Duration.ofHours(2)), Practice.FLEET);
  private final Map<String, Incident> incidents = new LinkedHashMap<>();

  private void arrive(Detection detection) {
    for (IncidentGrouping.Change change :
        grouping.apply(List.copyOf(incidents.values()), detection)) {
      incidents.put(change.incident().id(), change.incident());
    }
  }

  private List<Incident> open() {
    return incidents.values().stream().filter(Incident::isOpen).toList();
  }

  /** Every platform of every model counted, one of them failing. */
  private static Detection reported(String check, int minute, int failures) {
    List<Detection.LeafCount> counts = new ArrayList<>();
    for (String model : Practice.MODELS) {
      for (String platform : Practice.PLATFORMS) {
        Slice leaf = new Slice(model, platform, "*", "*");
        boolean failing = leaf.toString().equals(PLATFORM);
        counts.add(new Detection.LeafCount(leaf, 40, failing ? failures : 0, 1e-2, 0));
      }
    }
    Detection like = Practice.alarm(check, PLATFORM).ticket().between(0, minute).detection();
    return new Detection(
        like.id(),
        new SeriesKey(check, Slice.parse(PLATFORM)),
        like.kind(),
        like.at(),
        like.trials(),
        like.logEvidence(),
        like.logThreshold(),
        like.onset(),
        like.effect(),
        counts,
        List.of());
  }

  @Test
  void theSuspectIsThePlatformAndItsTargetsAreCounted() {
    arrive(reported("feedback-garbled", 40, 6));

    assertThat(open()).hasSize(1);
    Finding finding = Finding.of(open().getFirst().tracks(), Practice.FLEET);
    assertThat(finding.suspect()).isEqualTo(Slice.parse(PLATFORM));
    assertThat(finding.fleet()).isEqualTo(Practice.LEAVES.size());
    assertThat(finding.targets())
        .isEqualTo(Practice.FLEET.members(Slice.parse(PLATFORM)).size())
        .isGreaterThan(1);
    assertThat(finding.unexplained()).isEmpty();
    assertThat(finding.effects().getFirst().effect().failures()).isEqualTo(4);
    assertThat(Words.summary(finding)).contains("of stretches of minutes since");
  }

  /** What is common to all models of a platform would show in the others' reports. */
  @Test
  void otherModelsOfThePlatformAreExcludedByTheirReports() {
    arrive(reported("feedback-garbled", 40, 12));

    Finding finding = Finding.of(open().getFirst().tracks(), Practice.FLEET);
    assertThat(finding.alternatives())
        .filteredOn(it -> it.slice().equals(Slice.parse("*/cloud-a/*/*")))
        .singleElement()
        .satisfies(it -> assertThat(it.excluded()).isTrue());
  }

  /** Probes tell the pool, users the platform: one cause, and the pool is its name. */
  @Test
  void reportsJoinTheIncidentThatProbesFound() {
    arrive(Practice.alarm("argmax", POOL).failing(POOL, 12).between(0, 10).detection());
    arrive(reported("feedback-garbled", 40, 6));

    assertThat(open()).hasSize(1);
    assertThat(open().getFirst().suspect()).isEqualTo(Slice.parse(POOL));
    assertThat(open().getFirst().severity()).isEqualTo(Severity.PAGE);

    // Nor does the next one open another.
    arrive(reported("feedback-garbled", 60, 9));
    assertThat(open()).hasSize(1);
    assertThat(open().getFirst().suspect()).isEqualTo(Slice.parse(POOL));
  }

  @Test
  void reportsOfAnotherPlatformDoNot() {
    String elsewhere = "opus-4/direct/tpu/tpu-a";
    arrive(Practice.alarm("argmax", elsewhere).failing(elsewhere, 12).between(0, 10).detection());
    arrive(reported("feedback-garbled", 40, 6));

    assertThat(open())
        .extracting(it -> it.suspect().toString())
        .containsExactlyInAnyOrder(elsewhere, PLATFORM);
  }

  @Test
  void aPlatformThatLeftTheCatalogStillCounts() {
    Fleet fleet = Practice.FLEET.with(List.of(Slice.parse("opus-9/cloud-z/*/*")));

    assertThat(fleet.size()).isEqualTo(Practice.LEAVES.size() + 1);
    assertThat(Practice.FLEET.with(List.of(Slice.parse(PLATFORM)))).isSameAs(Practice.FLEET);
  }
}
