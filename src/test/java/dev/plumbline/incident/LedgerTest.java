package dev.plumbline.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.SelfTest;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.topic.TopicStreams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Against a real PostgreSQL. */
class LedgerTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final String TPU = "*/*/tpu/*";
  private static final List<String> ALL = List.of("OPEN", "RESOLVED", "MERGED");

  @RegisterExtension private final Database database = new Database();
  private Desk desk = new Desk(database);

  @BeforeEach
  void desk() {
    desk = new Desk(database);
  }

  private static Detection page(String series, String broken, int failures, int from, int until) {
    return Practice.alarm("argmax", series)
        .failing(broken, failures)
        .between(from, until)
        .detection();
  }

  private void write(long firstOffset, Detection... detections) {
    for (int i = 0; i < detections.length; i++) {
      desk.ledger.write(Desk.record(firstOffset + i, detections[i]));
    }
  }

  @Test
  void anIncidentReadsBackAsItWasDecided() {
    Detection first = page(OPUS_TPU, OPUS_TPU, 4, 0, 10);
    Detection second = page(TPU, OPUS_TPU, 5, 0, 12);
    write(0, first, second);

    List<Incident> decided =
        List.of(
            new IncidentGrouping(IncidentGroupingTest.RULES, Practice.FLEET)
                .apply(
                    new IncidentGrouping(IncidentGroupingTest.RULES, Practice.FLEET)
                        .apply(List.of(), first).stream()
                            .map(IncidentGrouping.Change::incident)
                            .toList(),
                    second)
                .getFirst()
                .incident());
    assertThat(new IncidentStore(database.jdbc(), desk.overviews).openOrEndedSince(Practice.at(0)))
        .isEqualTo(decided);
    assertThat(desk.detections.newest(first.id(), 10)).containsExactly(second, first);
    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isEqualTo(2);
  }

  /** What the drill shows is written into its own book, or nowhere. */
  @Test
  void theDrillIsNoIncident() {
    write(0, page(SelfTest.DRILL.toString(), OPUS_TPU, 4, 0, 10));

    assertThat(desk.overviews.list(ALL, 10)).isEmpty();
    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isEqualTo(1);
  }

  @Test
  void aDetectionComesOnceHoweverOftenItIsRead() {
    Detection first = page(OPUS_TPU, OPUS_TPU, 4, 0, 10);
    write(0, first);
    write(0, first);
    write(7, first);

    assertThat(desk.detections.count(first.id())).isEqualTo(1);
    assertThat(desk.overviews.timeline(first.id())).hasSize(1);
    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isEqualTo(8);
  }

  /** The progress cannot be moved after the rows were written: neither may stay. */
  @Test
  void rowsAndProgressAreOneTransaction() {
    database
        .jdbc()
        .sql("alter table incident.progress add constraint stuck check (next_offset = 0)")
        .update();
    Detection first = page(OPUS_TPU, OPUS_TPU, 4, 0, 10);
    try {
      assertThatThrownBy(() -> write(0, first)).isInstanceOf(DataAccessException.class);
    } finally {
      database.jdbc().sql("alter table incident.progress drop constraint stuck").update();
    }

    assertThat(desk.overviews.list(ALL, 10)).isEmpty();
    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isZero();
    write(0, first);
    assertThat(desk.overviews.list(ALL, 10)).hasSize(1);
  }

  @Test
  void mergedIncidentsLeaveTheirDetectionsToTheOldest() {
    Detection first = page(OPUS_TPU, OPUS_TPU, 3, 0, 10);
    Detection second = page("haiku-3.5/*/tpu/*", "haiku-3.5/*/tpu/*", 3, 2, 12);
    write(0, first, second, page(TPU, TPU, 24, 0, 30));

    assertThat(desk.detections.count(first.id())).isEqualTo(3);
    assertThat(desk.detections.count(second.id())).isZero();
    assertThat(desk.overviews.find(second.id()))
        .hasValueSatisfying(merged ->
            assertThat(merged.lifecycle())
                .isEqualTo(new Lifecycle.Merged(Practice.at(30), first.id())));
  }

  /**
   * Rows of a part go where they belong, and the id it had before it was taken in is open again.
   */
  @Test
  void aCheckThatPartsTakesItsTracksAndDetectionsAlong() {
    Detection younger = TwoFaults.EARLY;
    write(0, TwoFaults.FIRST, younger);
    assertThat(desk.overviews.list(List.of("OPEN"), 10)).hasSize(1);

    write(2, TwoFaults.LATE, TwoFaults.LATE_TOO);

    assertThat(desk.overviews.list(List.of("OPEN"), 10))
        .extracting(overview -> overview.id() + " " + overview.finding().suspect())
        .containsExactlyInAnyOrder(
            TwoFaults.FIRST.id() + " " + TwoFaults.HAIKU_TPU,
            younger.id() + " " + TwoFaults.OPUS_TPU);
    assertThat(desk.detections.newest(TwoFaults.FIRST.id(), 10))
        .containsExactly(TwoFaults.LATE_TOO, TwoFaults.FIRST);
    assertThat(desk.detections.newest(younger.id(), 10)).containsExactly(TwoFaults.LATE, younger);
    assertThat(tracks())
        .containsExactlyInAnyOrder(
            TwoFaults.FIRST.id() + " " + TwoFaults.FIRST.series(),
            younger.id() + " " + younger.series(),
            younger.id() + " " + TwoFaults.LATE.series());
    assertThat(desk.overviews.timeline(younger.id()))
        .extracting(TimelineEntry::event)
        .endsWith(TimelineEntry.Event.PARTED);
  }

  /**
   * What an older release wrote does not say which alarm was a check's first: it stays together.
   */
  @Test
  void tracksOfAnOlderReleaseAreReadAndStayTogether() {
    write(0, TwoFaults.FIRST, TwoFaults.EARLY);
    int older = database.jdbc().sql("update incident.tracks set track = track - 'alarms'").update();
    assertThat(older).isEqualTo(2);

    write(2, TwoFaults.LATE, TwoFaults.LATE_TOO);

    assertThat(desk.overviews.list(List.of("OPEN"), 10))
        .extracting(Overview::id)
        .containsExactly(TwoFaults.FIRST.id());
    assertThat(desk.detections.count(TwoFaults.FIRST.id())).isEqualTo(4);
  }

  private List<String> tracks() {
    return database
        .jdbc()
        .sql("select incident || ' ' || series from incident.tracks")
        .query((row, _) -> row.getString(1))
        .list();
  }

  @Test
  void onsetsAreThoseOfSeriesThatHaveNotCleared() {
    write(
        0,
        page(OPUS_TPU, OPUS_TPU, 4, 0, 10),
        page(TPU, OPUS_TPU, 5, 1, 12),
        Practice.cleared("argmax", TPU, 60));

    assertThat(desk.detections.current())
        .isEqualTo(Map.of(SeriesKey.parse("argmax|" + OPUS_TPU), Practice.at(2)));
  }

  @Test
  void resolves() {
    Detection first = page(OPUS_TPU, OPUS_TPU, 4, 0, 10);
    write(0, first, Practice.cleared("argmax", OPUS_TPU, 60));

    assertThat(desk.overviews.list(List.of("OPEN"), 10)).isEmpty();
    assertThat(desk.overviews.list(List.of("RESOLVED"), 10))
        .extracting(Overview::lifecycle)
        .containsExactly(new Lifecycle.Resolved(Practice.at(60)));
    assertThat(desk.overviews.openOrEndedSince(Practice.at(59))).hasSize(1);
    assertThat(desk.overviews.openOrEndedSince(Practice.at(60))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "null",
        "{}",
        "{\"id\":\"x\",\"kind\":\"PAGE\",\"at\":\"2026-11-23T12:00:00Z\",\"series\":{\"check\":\"argmax\",\"slice\":{\"model\":\"*\",\"platform\":\"*\",\"accelerator\":\"*\",\"pool\":\"*\"}},\"leaves\":[],\"exchanges\":[]}",
      })
  void whatCannotBeReadIsPutAsideWithItsCause(String value) {
    desk.ledger.write(Desk.record(3, value.getBytes(UTF_8)));

    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isEqualTo(4);
    assertThat(desk.letters.history())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.topic()).isEqualTo("detect.detections.v1.incident.dlt");
          assertThat(letter.value()).isEqualTo(value.getBytes(UTF_8));
          assertThat(
                  new String(letter.headers().lastHeader(TopicStreams.CAUSE_HEADER).value(), UTF_8))
              .startsWith("detect.detections.v1: ");
        });
  }

  /** A record the dead-letter topic does not take is not passed over. */
  @Test
  void waitsUntilTheDeadLetterIsTaken() {
    desk.letters.sendException = new IllegalStateException("broker away");

    assertThatThrownBy(() -> desk.ledger.write(Desk.record(0, "{".getBytes(UTF_8))))
        .hasMessageContaining("broker away");

    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isZero();
  }
}
