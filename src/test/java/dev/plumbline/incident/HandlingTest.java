package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page of an incident is told of people: on a real PostgreSQL. */
class HandlingTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final Detection ALARM =
      Practice.alarm("argmax", OPUS_TPU).between(0, 10).failing(OPUS_TPU, 12).detection();

  @RegisterExtension private final Database database = new Database();
  private final Desk desk = new Desk(database);
  private final Handling handling = new StoredHandling(desk.overviews, desk.related());

  private static Change change(String id, String title, int minute) {
    return new Change(
        id,
        ChangeKind.DEPLOY,
        Practice.at(minute),
        null,
        Slice.parse(OPUS_TPU),
        title,
        "Lee",
        "https://ci.example.com/" + id,
        "api",
        null);
  }

  @Test
  void changesComeLikeliestFirstInWordsWithTheirLinks() {
    desk.ledger.write(Desk.record(0, ALARM));
    desk.changes.take(change("40", "release 40", -200));
    desk.changes.take(change("41", "release 41", -2));

    List<Handling.Done> done = handling.changes(ALARM.id());

    assertThat(done).hasSize(2);
    assertThat(done.getFirst().text())
        .startsWith("deploy \"release 41\" on opus-4/*/tpu/* by Lee: ")
        .contains("before the earliest onset, same slice");
    assertThat(done.getFirst().link()).isEqualTo("https://ci.example.com/41");
    assertThat(done.getFirst().at()).isEqualTo(Practice.at(-2));
    assertThat(done.getLast().text()).startsWith("deploy \"release 40\"");
  }

  @Test
  void whoHasItIsTheLastWhoSaidSo() {
    desk.ledger.write(Desk.record(0, ALARM));
    assertThat(handling.holder(ALARM.id())).isEmpty();

    desk.acknowledgements().acknowledge(ALARM.id(), "Kim", "draining");
    desk.acknowledgements().acknowledge(ALARM.id(), "Lee", "");

    assertThat(handling.holder(ALARM.id()))
        .hasValueSatisfying(it -> {
          assertThat(it.by()).isEqualTo("Lee");
          assertThat(it.note()).isEmpty();
        });
  }

  @Test
  void ofAnIncidentThatIsNotKnownNothingIs() {
    assertThat(handling.changes("none")).isEmpty();
    assertThat(handling.holder("none")).isEmpty();
  }
}
