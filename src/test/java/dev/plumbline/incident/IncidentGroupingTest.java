package dev.plumbline.incident;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.TimelineEntry.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentGroupingTest {
  static final IncidentGrouping.Rules RULES =
      new IncidentGrouping.Rules(Duration.ofMinutes(30), Duration.ofHours(2));
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final String HAIKU_TPU = "haiku-3.5/*/tpu/*";
  private static final String HAIKU_GPU = "haiku-3.5/*/gpu/*";
  private static final String TPU = "*/*/tpu/*";
  private static final String ALL = "*/*/*/*";

  private final IncidentGrouping grouping = new IncidentGrouping(RULES, Practice.FLEET);
  private final Map<String, Incident> incidents = new LinkedHashMap<>();
  private final Map<String, List<Event>> events = new LinkedHashMap<>();

  private void arrive(Detection... detections) {
    for (Detection detection : detections) {
      for (IncidentGrouping.Change change :
          grouping.apply(List.copyOf(incidents.values()), detection)) {
        incidents.put(change.incident().id(), change.incident());
        events
            .computeIfAbsent(change.incident().id(), _ -> new ArrayList<>())
            .addAll(change.entries().stream().map(TimelineEntry::event).toList());
      }
    }
  }

  private List<String> open() {
    return incidents.values().stream()
        .filter(Incident::isOpen)
        .map(incident -> incident.suspect().toString())
        .toList();
  }

  private Incident only() {
    assertThat(open()).hasSize(1);
    return incidents.values().stream().filter(Incident::isOpen).findFirst().orElseThrow();
  }

  /** The incident that goes by a detection's id. */
  private Incident incident(Detection first) {
    return requireNonNull(incidents.get(first.id()));
  }

  private static Detection page(
      String check, String series, String broken, int failures, int from, int until) {
    return Practice.alarm(check, series).failing(broken, failures).between(from, until).detection();
  }

  @Test
  void pooledAndLeafSeriesOfOneFaultAreOneIncident() {
    Detection first = page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10);
    arrive(
        first,
        page("argmax", TPU, OPUS_TPU, 5, 0, 12),
        page("argmax", ALL, OPUS_TPU, 6, 1, 14),
        page("argmax", "opus-4/direct/tpu/tpu-a", OPUS_TPU, 9, 0, 20),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 11, 21));

    assertThat(only().id()).isEqualTo(first.id());
    assertThat(open()).containsExactly(OPUS_TPU);
    assertThat(only().tracks()).hasSize(4);
  }

  /** Their own series share no target; the slice both are explained by does. */
  @Test
  void twoTargetsOfOneFaultThatFireByThemselvesAreOneIncident() {
    Detection first = page("argmax", "opus-4/direct/tpu/tpu-a", OPUS_TPU, 6, 0, 10);
    arrive(first, page("argmax", "opus-4/vertex/tpu/tpu-a", OPUS_TPU, 7, 0, 12));

    assertThat(only().id()).isEqualTo(first.id());
    assertThat(open()).containsExactly(OPUS_TPU);
  }

  @Test
  void twoChecksOnOneSliceBegunTogetherAreOneIncident() {
    arrive(
        page("routing", "opus-4/*/*/*", OPUS_TPU, 6, 0, 10),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 5, 30));

    assertThat(only().suspect()).isEqualTo(Slice.parse(OPUS_TPU));
    assertThat(only().finding().effects())
        .extracting(Finding.CheckEffect::check)
        .containsExactly("argmax", "routing");
  }

  @Test
  void twoChecksOnOneSliceBegunHoursApartAreTwo() {
    arrive(
        page("routing", OPUS_TPU, OPUS_TPU, 6, 0, 10),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 300, 310));

    assertThat(open()).containsExactly(OPUS_TPU, OPUS_TPU);
  }

  @Test
  void twoFaultsSeenByTwoChecksStayTwoThoughTheirPooledSeriesOverlap() {
    arrive(
        page("foreign-script", OPUS_TPU, OPUS_TPU, 4, 0, 10),
        page("argmax", HAIKU_TPU, HAIKU_TPU, 4, 0, 11),
        page("foreign-script", TPU, OPUS_TPU, 5, 0, 13),
        page("argmax", TPU, HAIKU_TPU, 5, 0, 14),
        page("foreign-script", ALL, OPUS_TPU, 7, 0, 18),
        page("argmax", ALL, HAIKU_TPU, 7, 0, 19));

    assertThat(open()).containsExactly(OPUS_TPU, HAIKU_TPU);
  }

  /**
   * Few answers of another fault happen to fail this check too, so its first counts name a wide
   * slice that holds the other's. Later counts tell them apart: the younger has its name back.
   */
  @Test
  void checksJoinedByEarlyCountsPartWhenLaterOnesTellTwoSlices() {
    Detection early = TwoFaults.EARLY;
    arrive(TwoFaults.FIRST, early);
    assertThat(only().suspect()).isEqualTo(Slice.parse(TPU));

    arrive(TwoFaults.LATE, TwoFaults.LATE_TOO);

    assertThat(incident(TwoFaults.FIRST).suspect()).isEqualTo(Slice.parse(HAIKU_TPU));
    assertThat(incident(early).suspect()).isEqualTo(Slice.parse(OPUS_TPU));
    assertThat(open()).containsExactlyInAnyOrder(HAIKU_TPU, OPUS_TPU);
    assertThat(incident(early).tracks())
        .extracting(SeriesTrack::series)
        .containsExactly(early.series(), TwoFaults.LATE.series());
    assertThat(events.get(early.id())).contains(Event.PARTED);

    arrive(page("argmax", ALL, HAIKU_TPU, 9, 0, 40));
    assertThat(open()).as("they stay apart").containsExactlyInAnyOrder(HAIKU_TPU, OPUS_TPU);
  }

  @Test
  void twoFaultsSeenByOneCheckStayTwoThoughAPooledSeriesSeesBoth() {
    Detection both =
        Practice.alarm("argmax", ALL)
            .failing(OPUS_TPU, 6)
            .failing(HAIKU_GPU, 6)
            .between(0, 20)
            .detection();
    arrive(
        page("argmax", OPUS_TPU, OPUS_TPU, 5, 0, 10),
        page("argmax", HAIKU_GPU, HAIKU_GPU, 5, 0, 12),
        both);

    assertThat(open()).containsExactly(OPUS_TPU, HAIKU_GPU);
  }

  @Test
  void anotherFaultThatAPooledSeriesFindsFirstIsAnotherIncident() {
    arrive(
        page("argmax", OPUS_TPU, OPUS_TPU, 6, 0, 10),
        page("argmax", ALL, OPUS_TPU, 6, 0, 12),
        page("argmax", ALL, HAIKU_GPU, 8, 200, 220));

    assertThat(open()).containsExactly(OPUS_TPU, HAIKU_GPU);
  }

  /**
   * A long fault alarms again and again; in one of the alarms two failures of a healthy target
   * stand together by chance.
   */
  @Test
  void twoFailuresOfAHealthyTargetAreNoSecondIncident() {
    arrive(
        shortly(0).failing(OPUS_TPU, 6).detection(),
        shortly(200).failing(OPUS_TPU, 6).failing("haiku-3.5/direct/gpu/gpu-a", 2).detection());

    assertThat(open()).containsExactly(OPUS_TPU);
  }

  /** Of three trials a target within 20 minutes. */
  private static Practice.Alarm shortly(int from) {
    SeriesKey series = new SeriesKey("argmax", Slice.parse(ALL));
    return new Practice.Alarm(Detection.Kind.PAGE, series, from, from + 20, 3, List.of());
  }

  /** A fault of a whole accelerator shows first where it happens to hit first. */
  @Test
  void partsOfOneFaultMergeIntoTheOldestAsTheWholeShows() {
    Detection first = page("argmax", OPUS_TPU, OPUS_TPU, 3, 0, 10);
    arrive(first, page("argmax", HAIKU_TPU, HAIKU_TPU, 3, 2, 12));
    arrive(page("argmax", TPU, TPU, 24, 0, 30));

    assertThat(only().id()).isEqualTo(first.id());
    assertThat(open()).containsExactly(TPU);
    assertThat(incidents.values())
        .filteredOn(incident -> !incident.isOpen())
        .extracting(Incident::lifecycle)
        .containsExactly(new Lifecycle.Merged(Practice.at(30), first.id()));
    assertThat(events.get(first.id())).contains(Event.MERGED, Event.SUSPECT);
  }

  @Test
  void aPageRaisesATicketAndTakesItsPlace() {
    arrive(
        Practice.alarm("argmax", OPUS_TPU)
            .failing(OPUS_TPU, 3)
            .between(0, 10)
            .ticket()
            .detection());
    assertThat(only().severity()).isEqualTo(Severity.TICKET);

    arrive(page("argmax", OPUS_TPU, OPUS_TPU, 5, 0, 15));

    assertThat(only().severity()).isEqualTo(Severity.PAGE);
    assertThat(only().tracks().getFirst().total().failures()).isEqualTo(5);
    assertThat(events.get(only().id())).containsExactly(Event.OPENED, Event.RAISED);
  }

  @Test
  void pagesOfOneSeriesAddUp() {
    arrive(
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 11, 20),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 21, 30));

    assertThat(only().tracks().getFirst().total().failures()).isEqualTo(12);
    assertThat(only().finding().onset().earliest()).isEqualTo(Practice.at(0));
    assertThat(only().finding().effects().getFirst().effect().failures())
        .as("two a stretch were selected")
        .isEqualTo(6);
  }

  @Test
  void resolvesWhenEverySeriesHasShownHealth() {
    arrive(
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10),
        page("argmax", TPU, OPUS_TPU, 5, 0, 12),
        Practice.cleared("argmax", OPUS_TPU, 90));
    assertThat(open()).containsExactly(OPUS_TPU);

    arrive(Practice.cleared("argmax", TPU, 120));

    assertThat(incidents.values())
        .extracting(Incident::lifecycle)
        .containsExactly(new Lifecycle.Resolved(Practice.at(120)));
  }

  @Test
  void aSeriesThatFiresAgainMustClearAgain() {
    arrive(
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10),
        page("argmax", TPU, OPUS_TPU, 5, 0, 12),
        Practice.cleared("argmax", OPUS_TPU, 90),
        page("argmax", OPUS_TPU, OPUS_TPU, 4, 95, 100),
        Practice.cleared("argmax", TPU, 120));

    assertThat(open()).containsExactly(OPUS_TPU);
  }

  @Test
  void healthOfASeriesWithoutIncidentChangesNothing() {
    arrive(Practice.cleared("argmax", TPU, 120));

    assertThat(incidents).isEmpty();
  }

  @Test
  void reopensWithinTwoHoursAndIsANewIncidentAfterwards() {
    arrive(page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10), Practice.cleared("argmax", OPUS_TPU, 60));
    arrive(page("argmax", OPUS_TPU, OPUS_TPU, 4, 150, 179));
    String first = only().id();
    assertThat(incidents).hasSize(1);
    assertThat(events.get(first)).endsWith(Event.REOPENED);

    arrive(
        Practice.cleared("argmax", OPUS_TPU, 200), page("argmax", OPUS_TPU, OPUS_TPU, 4, 310, 320));

    assertThat(incidents).hasSize(2);
    assertThat(only().id()).isNotEqualTo(first);
  }

  /** A fault that pages all day costs what one page costs: one track, bounded exchanges. */
  @Test
  void aLongFaultStaysSmall() {
    for (int page = 0; page < 60; page++) {
      arrive(page("argmax", OPUS_TPU, OPUS_TPU, 4, page * 10, page * 10 + 9));
    }

    assertThat(only().tracks()).hasSize(1);
    assertThat(only().exchanges()).hasSize(50);
    assertThat(only().exchanges().getFirst()).endsWith("-599");
    assertThat(events.get(only().id())).containsExactly(Event.OPENED);
  }

  @Test
  void aTargetThatLeftTheCatalogStillCounts() {
    IncidentGrouping without =
        new IncidentGrouping(
            RULES,
            Fleet.ofLeaves(
                Practice.LEAVES.stream().filter(leaf -> !leaf.model().equals("opus-4")).toList()));

    List<IncidentGrouping.Change> changes =
        without.apply(List.of(), page("argmax", OPUS_TPU, OPUS_TPU, 4, 0, 10));

    assertThat(changes.getFirst().incident().suspect()).isEqualTo(Slice.parse(OPUS_TPU));
  }
}
