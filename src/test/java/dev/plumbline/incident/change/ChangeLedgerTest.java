package dev.plumbline.incident.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.Database;
import dev.plumbline.incident.journal.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the topic into a real PostgreSQL. */
class ChangeLedgerTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension private final Database database = new Database();

  private static Change deploy(String id, Instant at, String slice) {
    return new Change(
        id, ChangeKind.DEPLOY, at, null, Slice.parse(slice), "build 4711", null, null, "api", null);
  }

  private static Change maintenance(String id, Instant at, Instant until) {
    return new Change(
        id,
        ChangeKind.MAINTENANCE,
        at,
        until,
        Slice.WHOLE_FLEET,
        "new racks",
        "Kim",
        null,
        "api",
        null);
  }

  private static void write(ChangeDesk desk, long offset, Change change) {
    desk.ledger.write(
        ChangeDesk.record(offset, ChangeTopics.CHANGES.encode(change), NOON.plusSeconds(offset)));
  }

  @Test
  void theFirstOfAnIdStandsWhoeverWritesHowOften() {
    ChangeDesk one = new ChangeDesk(database);
    ChangeDesk other = new ChangeDesk(database);
    Change first = deploy("a", NOON, "*/*/tpu/*");
    write(one, 3, first);
    write(other, 3, first);
    write(other, 7, deploy("a", NOON.plusSeconds(60), "*/*/gpu/*"));

    assertThat(one.all()).containsExactly(first);
    assertThat(one.store.find("a").orElseThrow().recordedAt()).isEqualTo(NOON.plusSeconds(3));
    assertThat(one.ledger.place().next()).isEqualTo(8);
  }

  /** A topic made anew is read again: nothing is doubled, and nothing is told of later. */
  @Test
  void readingAgainChangesNothing() {
    ChangeDesk desk = new ChangeDesk(database);
    write(desk, 0, deploy("a", NOON, "*/*/*/*"));
    desk.ledger.begin(desk.ledger.place(), new Place(null, 0));
    write(desk, 0, deploy("a", NOON, "*/*/*/*"));
    write(desk, 1, deploy("b", NOON, "*/*/*/*"));

    assertThat(desk.all()).extracting(Change::id).containsExactly("a", "b");
  }

  @Test
  void poisonIsPutAsideAndTheNextIsRead() {
    ChangeDesk desk = new ChangeDesk(database);
    desk.ledger.write(ChangeDesk.record(0, "{\"id\":\"x y\"}".getBytes(UTF_8), NOON));
    write(desk, 1, deploy("b", NOON, "*/*/*/*"));

    assertThat(desk.letters.history())
        .singleElement()
        .satisfies(
            letter -> assertThat(letter.topic()).isEqualTo("incident.changes.v1.incident.dlt"))
        .satisfies(letter ->
            assertThat(letter.headers().lastHeader("plumbline-cause").value()).isNotEmpty());
    assertThat(desk.all()).extracting(Change::id).containsExactly("b");
  }

  @ParameterizedTest
  @CsvSource({
    "opus-4/*/tpu/*,     'tpu-opus, tpu, all'",
    "*/*/gpu/*,          'all'",
    "haiku-3.5/*/*/*,    'tpu, all'",
    "opus-4/direct/tpu/tpu-a, 'tpu-opus, tpu, all'",
    "*/*/*/*,            'tpu-opus, tpu, all'",
  })
  void changesOfASliceAreThoseThatMayHaveTouchedIt(String slice, String ids) {
    ChangeDesk desk = new ChangeDesk(database);
    write(desk, 0, deploy("all", NOON, "*/*/*/*"));
    write(desk, 1, deploy("tpu", NOON.plusSeconds(1), "*/*/tpu/*"));
    write(desk, 2, deploy("tpu-opus", NOON.plusSeconds(2), "opus-4/*/tpu/*"));

    assertThat(desk.store.during(NOON, NOON.plusSeconds(9), Slice.parse(slice), 10))
        .extracting(entry -> entry.change().id())
        .containsExactly(ids.split(", "));
  }

  @Test
  void windowsCountWhereverTheyReachIntoTheTimeAskedFor() {
    ChangeDesk desk = new ChangeDesk(database);
    Instant one = NOON.plus(Duration.ofHours(1));
    write(desk, 0, maintenance("before", NOON.minusSeconds(60), NOON.minusSeconds(1)));
    write(desk, 1, maintenance("into", NOON.minusSeconds(60), NOON));
    write(desk, 2, maintenance("over", NOON.minusSeconds(60), one.plusSeconds(60)));
    write(desk, 3, maintenance("from", one, one.plusSeconds(60)));
    write(desk, 4, maintenance("after", one.plusSeconds(1), one.plusSeconds(60)));

    assertThat(desk.store.during(NOON, one, Slice.WHOLE_FLEET, 10))
        .extracting(entry -> entry.change().id())
        .containsExactly("from", "into", "over");
    assertThat(desk.store.during(NOON, one, Slice.WHOLE_FLEET, 1)).hasSize(1);
  }

  @Test
  void whatIsLongOverIsForgottenAndWhatIsNotIsKept() {
    ChangeDesk desk = new ChangeDesk(database);
    write(desk, 0, maintenance("old", NOON.minusSeconds(90), NOON.minusSeconds(60)));
    write(desk, 1, maintenance("window", NOON.minusSeconds(90), NOON));
    write(desk, 2, deploy("young", NOON.minusSeconds(50), "*/*/*/*"));
    new ChangeRetention(desk.store, InstantSource.fixed(NOON), Duration.ofSeconds(59)).forget();

    assertThat(desk.all()).extracting(Change::id).containsExactly("young", "window");
  }
}
