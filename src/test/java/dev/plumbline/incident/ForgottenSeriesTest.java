package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.TimelineEntry.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Incidents whose evidence was lost, on a real PostgreSQL. */
class ForgottenSeriesTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final String TPU = "*/*/tpu/*";
  private static final Detection FIRST = page(OPUS_TPU);

  @RegisterExtension private final Database database = new Database();
  private Desk desk = new Desk(database);
  private final Map<SeriesKey, Evidence> evidence = new HashMap<>();

  @BeforeEach
  void twoSeriesPaged() {
    desk = new Desk(database);
    desk.ledger.write(Desk.record(0, FIRST));
    desk.ledger.write(Desk.record(1, page(TPU)));
    assertThat(open()).isEqualTo(1);
  }

  private static Detection page(String series) {
    return Practice.alarm("argmax", series).failing(OPUS_TPU, 4).between(0, 10).detection();
  }

  private void look() {
    new ForgottenSeries(
            series -> Optional.ofNullable(evidence.get(series)),
            desk.detections,
            new IncidentStore(database.jdbc(), desk.overviews),
            desk.ledger)
        .look();
  }

  private int open() {
    return desk.overviews.list(List.of("OPEN"), 10).size();
  }

  private List<Event> events() {
    return desk.overviews.timeline(FIRST.id()).stream().map(TimelineEntry::event).toList();
  }

  private void stands(String series, long trials, long failures, @Nullable String lastDetection) {
    SeriesKey key =
        new SeriesKey("argmax", Practice.alarm("argmax", series).detection().series().slice());
    evidence.put(
        key,
        new Evidence(
            key,
            Practice.at(600),
            trials,
            failures,
            1e-4,
            -1,
            18,
            12,
            Evidence.Level.QUIET,
            lastDetection,
            9,
            DetectorState.START));
  }

  @Test
  void staysOpenWhileNothingIsKnown() {
    look();
    stands(OPUS_TPU, 20, 0, null);
    stands(TPU, 20, 0, null);
    look();

    assertThat(open()).isEqualTo(1);
    assertThat(events()).doesNotContain(Event.CLEARED, Event.RESOLVED);
  }

  @Test
  void resolvesWhenEachSeriesShowsHealthAgain() {
    stands(OPUS_TPU, 100_000, 0, null);
    stands(TPU, 20, 0, null);
    look();
    look();
    assertThat(open()).isEqualTo(1);
    assertThat(events()).containsOnlyOnce(Event.CLEARED);

    stands(TPU, 100_000, 0, null);
    look();
    look();

    assertThat(open()).isZero();
    assertThat(events()).endsWith(Event.CLEARED, Event.CLEARED, Event.RESOLVED);
    assertThat(desk.progress.next(DetectTopics.DETECTIONS.name())).isEqualTo(2);
  }

  @Test
  void staysOpenWhileItFails() {
    stands(OPUS_TPU, 100_000, 4_000, null);
    stands(TPU, 100_000, 4_000, null);
    look();

    assertThat(events()).doesNotContain(Event.CLEARED);
  }

  /** Whoever remembers that it alarmed says itself that it is over. */
  @Test
  void seriesThatRememberAreLeftAlone() {
    stands(OPUS_TPU, 100_000, 0, FIRST.id());
    stands(TPU, 100_000, 0, "another");
    look();

    assertThat(events()).doesNotContain(Event.CLEARED);
  }

  /**
   * 30 stretches of which none says much by itself: of all together 1,000 clean trials are enough,
   * of the newest 1,190 would be.
   */
  @Test
  void manySmallStretchesCountTogether() {
    for (int stretch = 1; stretch <= 30; stretch++) {
      desk.ledger.write(
          Desk.record(
              1 + stretch,
              Practice.alarm("argmax", OPUS_TPU)
                  .after(5)
                  .failing(OPUS_TPU, 4)
                  .between(stretch * 11, stretch * 11 + 9)
                  .detection()));
    }
    stands(TPU, 100_000, 0, null);
    stands(OPUS_TPU, 800, 0, null);
    look();
    assertThat(events()).containsOnlyOnce(Event.CLEARED);

    stands(OPUS_TPU, 1_000, 0, null);
    look();

    assertThat(open()).isZero();
  }
}
