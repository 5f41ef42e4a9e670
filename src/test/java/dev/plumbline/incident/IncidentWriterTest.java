package dev.plumbline.incident;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.journal.Place;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Against a real PostgreSQL; the broker is Kafka's own consumer double. */
@ExtendWith(OutputCaptureExtension.class)
class IncidentWriterTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final String TOPIC = DetectTopics.DETECTIONS.name();

  @RegisterExtension private final Database database = new Database();
  private Desk desk = new Desk(database);
  private List<IncidentWriter> writers = List.of();

  @BeforeEach
  void desk() {
    desk = new Desk(database);
  }

  @AfterEach
  void stop() {
    writers.forEach(IncidentWriter::stop);
  }

  private void start(IncidentWriter... all) {
    writers = List.of(all);
    writers.forEach(IncidentWriter::start);
  }

  private static Detection page(int number) {
    return Practice.alarm("argmax", OPUS_TPU)
        .failing(OPUS_TPU, 4)
        .between(number * 10, number * 10 + 9)
        .detection();
  }

  private void awaitProgress(long next) {
    await().untilAsserted(() -> assertThat(desk.progress.next(TOPIC)).isEqualTo(next));
  }

  @Test
  void followsTheTopicOverGapsAndPoison() {
    desk.with(Desk.record(0, page(0)))
        .with(Desk.record(2, "poison".getBytes(UTF_8)))
        .with(Desk.record(5, page(1)));

    start(desk.writer());

    awaitProgress(6);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
    assertThat(desk.letters.history()).hasSize(1);
  }

  /** Both read everything; each detection is written down once, in order. */
  @Test
  void ofTwoWritersOneDecides() {
    for (int number = 0; number < 30; number++) {
      desk.with(Desk.record(number, page(number)));
    }

    start(desk.writer(), desk.writer());

    awaitProgress(30);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(30);
    assertThat(new IncidentStore(database.jdbc(), desk.overviews).openOrEndedSince(Practice.at(0)))
        .singleElement()
        .satisfies(incident -> {
          assertThat(incident.tracks().getFirst().total().stretches()).isEqualTo(30);
          assertThat(incident.changedAt()).isEqualTo(page(29).at());
        });
    assertThat(writers).allSatisfy(writer -> assertThat(writer.failure()).isEmpty());
  }

  @Test
  void goesOnWhereItWasWhenTheDatabaseComesBack() {
    database.jdbc().sql("alter table incident.timeline rename to elsewhere").update();
    desk.with(Desk.record(0, page(0))).with(Desk.record(1, page(1)));
    IncidentWriter writer = desk.writer();
    try {
      start(writer);
      await().untilAsserted(() -> assertThat(writer.failure()).isPresent());
      assertThat(desk.progress.next(TOPIC)).isZero();
    } finally {
      database.jdbc().sql("alter table incident.elsewhere rename to timeline").update();
    }

    awaitProgress(2);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
    await().untilAsserted(() -> assertThat(writer.failure()).isEmpty());
  }

  @Test
  void aSecondWriterTakesOverWhenTheFirstStops() {
    desk.with(Desk.record(0, page(0)));
    start(desk.writer());
    awaitProgress(1);
    stop();

    desk.with(Desk.record(1, page(1)));
    start(desk.writer());

    awaitProgress(2);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
  }

  /** Its offsets start anew; what is known already stays once. */
  @Test
  void aTopicMadeAnewIsReadFromItsStart() {
    desk.ledger.write(Desk.record(40, page(0)));
    desk.with(Desk.record(0, page(0))).with(Desk.record(1, page(1)));

    start(desk.writer());

    awaitProgress(2);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
  }

  /** It may have become longer than the first was: nothing of it is taken for read. */
  @Test
  void anotherTopicOfTheSameNameIsReadFromItsStart(CapturedOutput output) {
    desk.with(Desk.record(0, page(0))).with(Desk.record(1, page(1)));
    start(desk.writer());
    awaitProgress(2);
    stop();

    desk = new Desk(database);
    for (int number = 0; number < 5; number++) {
      desk.with(Desk.record(number, page(10 + number)));
    }
    desk.topicId("second");
    start(desk.writer());

    awaitProgress(5);
    assertThat(desk.progress.place(TOPIC)).isEqualTo(new Place("second", 5));
    assertThat(desk.detections.count(page(0).id())).isEqualTo(7);
    assertThat(output)
        .contains("detect.detections.v1 is another topic than the one read up to 2")
        .contains("reading it from its start");
  }

  /** As when it is deleted and made anew below a process that goes on. */
  @Test
  void theTopicBecomesAnotherWhileItIsFollowed() {
    desk.with(Desk.record(0, page(0)));
    start(desk.writer());
    awaitProgress(1);

    desk.topicId("second");

    await()
        .untilAsserted(
            () -> assertThat(desk.progress.place(TOPIC)).isEqualTo(new Place("second", 1)));
    assertThat(desk.detections.count(page(0).id())).isEqualTo(1);
  }

  /** A process of an older release wrote how far it is, but not of which topic. */
  @Test
  void whatAnOlderReleaseReadIsNotReadAgain() {
    desk.ledger.begin(desk.ledger.place(), new Place(null, 1));
    desk.with(Desk.record(0, page(0))).with(Desk.record(1, page(1)));

    start(desk.writer());

    awaitProgress(2);
    assertThat(desk.progress.place(TOPIC)).isEqualTo(new Place("first", 2));
    assertThat(desk.detections.count(page(1).id())).isEqualTo(1);
  }

  /** As after an unclean change of leaders. */
  @Test
  void whatKafkaLostAtItsEndIsNotWaitedFor(CapturedOutput output) {
    desk.ledger.begin(desk.ledger.place(), new Place("first", 40));
    desk.with(Desk.record(0, page(0))).with(Desk.record(1, page(1)));

    start(desk.writer());

    awaitProgress(2);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
    assertThat(output).contains("detect.detections.v1 ends at 2 but was read up to 40");
  }

  /** The database was away for longer than the topic keeps what it holds. */
  @Test
  void whatRetentionTookIsToldAndPassedOver(CapturedOutput output) {
    desk.ledger.begin(desk.ledger.place(), new Place("first", 3));
    desk.with(Desk.record(10, page(0))).with(Desk.record(11, page(1)));
    desk.firstOffset(10);

    start(desk.writer());

    awaitProgress(12);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(2);
    assertThat(output)
        .contains("detect.detections.v1 begins at 10 but was read up to 3: up to 7 records");
  }

  /** Put back to an older backup below processes that go on, before and between records. */
  @Test
  void aDatabasePutBackIsBroughtUpAgain(CapturedOutput output) {
    for (int number = 0; number < 4; number++) {
      desk.with(Desk.record(number, page(number)));
    }
    start(desk.writer(), desk.writer());
    awaitProgress(4);

    database
        .transaction()
        .executeWithoutResult(_ -> {
          database.jdbc().sql("delete from incident.detections").update();
          database.jdbc().sql("delete from incident.timeline").update();
          database.jdbc().sql("delete from incident.tracks").update();
          database.jdbc().sql("delete from incident.incidents").update();
          database.jdbc().sql("update incident.progress set next_offset = 0").update();
        });

    awaitProgress(4);
    assertThat(desk.detections.count(page(0).id())).isEqualTo(4);
    await().untilAsserted(() -> assertThat(output).contains("it was restored"));
  }
}
