package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other modules are told of an incident what the database has of it. */
class StoredIncidentsTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";

  @RegisterExtension private final Database database = new Database();

  private Incidents told(Desk desk) {
    return new StoredIncidents(desk.overviews, desk.detections, desk.details());
  }

  @Test
  void anIncidentIsToldWhole() {
    Desk desk = new Desk(database);
    Detection page = Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 12).detection();
    desk.ledger.write(Desk.record(0, page));

    Incidents.Story story = told(desk).find(page.id()).orElseThrow();

    Incidents.Headline headline = story.headline();
    assertThat(headline.state()).isEqualTo(Incidents.State.OPEN);
    assertThat(headline.loudness()).isEqualTo(Incidents.Loudness.PAGE);
    assertThat(headline.suspect()).isEqualTo(Slice.parse(OPUS_TPU));
    assertThat(headline.place()).isEqualTo("opus-4 × tpu");
    assertThat(headline.summary()).startsWith("argmax fails on opus-4 × tpu (3 of 36 targets): ");
    assertThat(headline.effects()).hasSize(1);
    assertThat(headline.endedAt()).isNull();
    assertThat(story.detections()).containsExactly(page);
    assertThat(story.detectionCount()).isEqualTo(1);
    assertThat(story.timeline()).extracting(Incidents.Entry::event).containsExactly("opened");
    assertThat(story.others()).isNotEmpty();
    assertThat(story.asked()).as("of which nothing was counted").isEmpty();
    assertThat(told(desk).find("nope")).isEmpty();
  }

  @Test
  void itIsToldHowItWasAsked() {
    Desk desk = new Desk(database);
    Detection page =
        Practice.failingSticky(
            Practice.alarm("argmax", OPUS_TPU).failing(OPUS_TPU, 14).detection());
    desk.ledger.write(Desk.record(0, page));

    assertThat(told(desk).find(page.id()).orElseThrow().asked())
        .singleElement()
        .satisfies(it -> assertThat(it.follows()).isTrue())
        .satisfies(it ->
            assertThat(it.text())
                .isEqualTo("argmax by session: only sticky failed, 14 of 60; fresh 0 of 1440"))
        .satisfies(it ->
            assertThat(it.explanations())
                .extracting(Incidents.Explanation::name, Incidents.Explanation::excluded)
                .containsExactly(tuple("sticky", false), tuple("however asked", true)));
  }

  @Test
  void anIncidentIsListedByItsState() {
    Desk desk = new Desk(database);
    desk.ledger.write(
        Desk.record(
            0,
            Practice.alarm("format", "haiku-3.5/*/*/*")
                .failing("haiku-3.5/*/*/*", 9)
                .ticket()
                .detection()));
    assertThat(told(desk).in(Incidents.State.OPEN, 10))
        .extracting(Incidents.Headline::loudness)
        .containsExactly(Incidents.Loudness.TICKET);

    desk.ledger.write(Desk.record(1, Practice.cleared("format", "haiku-3.5/*/*/*", 60)));

    assertThat(told(desk).in(Incidents.State.OPEN, 10)).isEmpty();
    assertThat(told(desk).in(Incidents.State.RESOLVED, 10))
        .singleElement()
        .satisfies(it -> assertThat(it.endedAt()).isEqualTo(Practice.at(60)));
  }
}
