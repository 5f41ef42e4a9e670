package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeCalendar;
import dev.plumbline.incident.change.ChangeKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An incident on three targets of 36 whose onset lies between 12:00 and 12:04, opened at 12:10. */
class RelatedChangesTest {
  private static final String SUSPECT = "opus-4/*/tpu/*";

  private final List<ChangeCalendar.Entry> entries = new ArrayList<>();

  private final ChangeCalendar calendar =
      new ChangeCalendar() {
        @Override
        public Optional<Entry> find(String id) {
          return entries.stream().filter(entry -> entry.change().id().equals(id)).findFirst();
        }

        @Override
        public List<Entry> during(Instant from, Instant until, Slice slice, int limit) {
          return entries.stream()
              .filter(entry -> !entry.change().at().isAfter(until))
              .filter(entry -> !entry.change().end().isBefore(from))
              .sorted(Comparator.comparing((Entry entry) -> entry.change().at()).reversed())
              .limit(limit)
              .toList();
        }
      };

  private void done(String id, ChangeKind kind, String slice, int minute) {
    add(id, kind, slice, minute, null, minute);
  }

  private void add(
      String id, ChangeKind kind, String slice, int minute, @Nullable Integer until, int told) {
    entries.add(
        new ChangeCalendar.Entry(
            new Change(
                id,
                kind,
                Practice.at(minute),
                until == null ? null : Practice.at(until),
                Slice.parse(slice),
                id,
                null,
                null,
                "api",
                null),
            Practice.at(told)));
  }

  private List<RelatedChange> related() {
    Detection alarm = Practice.alarm("argmax", SUSPECT).failing(SUSPECT, 12).detection();
    Incident incident = Incident.open(alarm, Practice.FLEET);
    assertThat(incident.suspect()).hasToString(SUSPECT);
    return new RelatedChanges(calendar, Desk.catalog())
        .of(
            new Overview(
                incident.id(),
                incident.severity(),
                incident.lifecycle(),
                incident.openedAt(),
                incident.changedAt(),
                incident.finding(),
                List.of(),
                null));
  }

  private List<String> ids() {
    return related().stream().map(it -> it.change().id()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-2  | opus-4/*/tpu/*          | 2 min before the earliest onset, same slice",
        "-60 | opus-4/*/tpu/*          | 60 min before the earliest onset, same slice",
        "-300| opus-4/*/tpu/*          | 5 h before the earliest onset, same slice",
        "0   | */*/tpu/*               | within the onset interval, a wider slice: the suspect and 9 other targets",
        "4   | */*/*/*                 | within the onset interval, the whole fleet: the suspect and 33 other targets",
        "7   | opus-4/direct/tpu/tpu-a | 3 min after the latest onset, so hardly its cause, 1 of the suspect's 3 targets",
        "-1  | */direct/tpu/*          | 60 s before the earliest onset, 1 of the suspect's 3 targets and 3 others",
      })
  void itIsSaidWhyAChangeRanksWhereItRanks(int minute, String slice, String why) {
    done("a", ChangeKind.DEPLOY, slice, minute);

    assertThat(related()).singleElement().extracting(RelatedChange::why).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({"-357, false", "-356, true", "10, true", "11, false"})
  void sixHoursBeforeTheLatestOnsetUntilItWasDetected(int minute, boolean shown) {
    done("a", ChangeKind.DEPLOY, SUSPECT, minute);

    assertThat(related()).hasSize(shown ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"opus-4/*/gpu/*", "haiku-3.5/*/*/*", "*/*/tpu/tpu-b", "opus-5/*/*/*"})
  void whatSharesNoTargetIsNotShown(String slice) {
    done("a", ChangeKind.DEPLOY, slice, -1);

    assertThat(related()).isEmpty();
  }

  @Test
  void nearerRanksHigherAndWhatCameAfterLowest() {
    done("after", ChangeKind.DEPLOY, SUSPECT, 6);
    done("hours", ChangeKind.DEPLOY, SUSPECT, -60);
    done("minutes", ChangeKind.DEPLOY, SUSPECT, -2);
    done("within", ChangeKind.DEPLOY, SUSPECT, 1);

    assertThat(ids()).containsExactly("within", "minutes", "hours", "after");
  }

  @Test
  void theSameSliceRanksAboveAWiderOneAndAWiderOneAboveAPart() {
    done("fleet", ChangeKind.DEPLOY, "*/*/*/*", -2);
    done("part", ChangeKind.DEPLOY, "opus-4/direct/tpu/*", -2);
    done("same", ChangeKind.DEPLOY, SUSPECT, -2);
    done("wider", ChangeKind.DEPLOY, "*/*/tpu/*", -2);

    assertThat(ids()).containsExactly("same", "wider", "part", "fleet");
  }

  /** As in August 2025: a balancer's change for everybody, just before, and a stale deploy. */
  @Test
  void aFreshChangeOfTheWholeFleetRanksAboveAnOldOneOfTheSlice() {
    done("stale", ChangeKind.DEPLOY, SUSPECT, -330);
    done("balancer", ChangeKind.LOAD_BALANCER, "*/*/*/*", -2);

    assertThat(ids()).containsExactly("balancer", "stale");
  }

  @Test
  void allElseBeingEqualTheKindDecides() {
    add("maintenance", ChangeKind.MAINTENANCE, SUSPECT, -2, -1, -2);
    done("config", ChangeKind.CONFIG, SUSPECT, -1);
    done("deploy", ChangeKind.DEPLOY, SUSPECT, -1);

    assertThat(ids()).containsExactly("deploy", "config", "maintenance");
  }

  @ParameterizedTest
  @CsvSource({
    "-60, 60, true",
    "-60, 0, true",
    "4, 60, true",
    "1, 2, true",
    "-60, -1, false",
    "5, 60, false",
  })
  void windowsThatCoverTheOnsetAreMarked(int from, int until, boolean covers) {
    add("a", ChangeKind.MAINTENANCE, "*/*/tpu/*", from, until, from);

    assertThat(related())
        .singleElement()
        .satisfies(it -> assertThat(it.coversOnset()).isEqualTo(covers))
        .satisfies(it -> assertThat(it.why().startsWith("its window")).isEqualTo(covers));
  }

  @Test
  void whatWasToldOfLateIsShownAndSaidToBeLate() {
    add("a", ChangeKind.DEPLOY, SUSPECT, -2, null, 190);

    assertThat(related())
        .singleElement()
        .satisfies(it -> assertThat(it.late()).isTrue())
        .satisfies(it ->
            assertThat(it.why())
                .isEqualTo(
                    "2 min before the earliest onset, same slice; told of 3 h after the incident"
                        + " opened"));
  }

  @Test
  void scoresAreBetweenNothingAndOneWhicheverWayThingsLie() {
    for (int minute = -350; minute <= 10; minute += 5) {
      done("d" + minute, ChangeKind.DEPLOY, "*/*/*/*", minute);
      add("m" + minute, ChangeKind.MAINTENANCE, SUSPECT, minute, minute + 9, minute);
    }
    assertThat(related())
        .hasSizeGreaterThan(140)
        .extracting(RelatedChange::score)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .allMatch(score -> score > 0 && score <= 1);
  }

  @Test
  void aSuspectThatTheCatalogNoLongerListsKeepsItsChanges() {
    assertThat(
            SliceOverlap.of(
                Practice.FLEET, Slice.parse("opus-5/*/*/*"), Slice.parse("opus-5/*/tpu/*")))
        .hasValueSatisfying(
            overlap -> assertThat(overlap.words()).contains("which the catalog does not list now"));
  }
}
