package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.testing.Servers;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.TopicStreams;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.JsonNode;

/** Flagged exchanges from their topic into a real PostgreSQL and out by REST. */
class FlaggedExchangesTest {
  private static final DataSource DATABASE = Servers.shared().newMigratedDatabase();

  /** Partitions follow the database's clock, so these tests do too. */
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final MockProducer<String, byte[]> letters =
      new MockProducer<>(
          true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final FlaggedExchangeStore store = new FlaggedExchangeStore(jdbc);
  private final FlaggedExchangeIntake intake =
      new FlaggedExchangeIntake(
          store, new KafkaTemplate<>(new MockProducerFactory<>(() -> letters)));
  private final MockMvc api =
      MockMvcBuilders.standaloneSetup(new ExchangesController(store))
          .setControllerAdvice(new Problems())
          .build();

  /** What {@code spring.mvc.problemdetails.enabled} switches on in the application. */
  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @BeforeEach
  void empty() {
    jdbc.sql("DELETE FROM score.flagged_exchange").update();
  }

  private FlaggedExchange flagged(String id, Instant at, Answer answer) {
    Exchange exchange = Given.exchange(id, at, answer);
    Scorer scorer = new Scorer(CheckRegistry.standard());
    return new FlaggedExchange(exchange, scorer.score(Given.catalog(), exchange));
  }

  private FlaggedExchange corrupted(String id, Instant at) {
    return flagged(id, at, Given.corrupted());
  }

  private void receive(Stream<byte[]> batch) {
    intake.onMessage(
        batch.map(value -> new ConsumerRecord<>("score.flagged.v1", 0, 0, "key", value)).toList());
  }

  private void receive(byte[] value) {
    receive(Stream.of(value));
  }

  private void receive(FlaggedExchange flagged) {
    receive(ScoreTopics.FLAGGED.encode(flagged));
  }

  private int stored() {
    return jdbc.sql("SELECT count(*) FROM score.flagged_exchange").query(Integer.class).single();
  }

  @Test
  void anExchangeComesBackWhole() {
    FlaggedExchange flagged = corrupted("e1", now);

    receive(flagged);

    assertThat(store.find("e1")).contains(flagged);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NUL \u0000.", "half a pair \uD83D", "\uDE00", "жใ 😀 \u001b[2J"})
  void whateverACorruptedAnswerHolds(String text) {
    FlaggedExchange flagged = flagged("e1", now, Given.answer(text));

    receive(flagged);

    assertThat(store.find("e1")).contains(flagged);
  }

  @Test
  void storingTwiceChangesNothing() {
    receive(corrupted("e1", now));
    receive(corrupted("e1", now));

    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void eachFailedCheckIsListed() {
    receive(flagged("e1", now, Given.answer("no JSON, but ж")));

    assertThat(store.list(new FlaggedQuery("", "", FlaggedQuery.Cursor.START, 10)))
        .extracting(FlaggedReading::check)
        .containsExactly("format", "foreign-script");
  }

  @Test
  void theNewestOfATargetAreShown() {
    receive(corrupted("e1", now.minusSeconds(10)));
    receive(corrupted("e2", now));
    String target = corrupted("e1", now).exchange().target();

    assertThat(store.newest(target, 1)).extracting(FlaggedReading::exchange).containsExactly("e2");
    assertThat(store.newest(target, 9)).hasSize(2);
    assertThat(store.newest("another", 9)).isEmpty();
  }

  @Test
  void ofATargetAndCheckTheNewestTwoHundredAreKept() {
    receive(
        IntStream.range(0, 205)
            .mapToObj(i -> corrupted("e" + i, now.minusSeconds(300 - i)))
            .map(ScoreTopics.FLAGGED::encode));
    assertThat(stored()).as("at once").isEqualTo(FlaggedExchangeStore.KEPT_PER_SERIES);
    receive(corrupted("late", now.minusSeconds(400)));

    assertThat(stored()).isEqualTo(FlaggedExchangeStore.KEPT_PER_SERIES);
    assertThat(store.find("e5")).isPresent();
    assertThat(List.of(store.find("e4"), store.find("late"))).allMatch(Optional::isEmpty);
  }

  @Test
  void daysAreMadeAndDroppedAndRollingTwiceIsHarmless() {
    store.roll();
    store.roll();

    List<@Nullable String> days =
        jdbc.sql(
                """
                SELECT inhrelid::regclass::text FROM pg_inherits
                WHERE inhparent = 'score.flagged_exchange'::regclass
                """)
            .query(String.class)
            .list();
    assertThat(days).hasSize(33).contains("score.flagged_exchange" + partition(now));
    receive(corrupted("old", now.minus(Duration.ofDays(29))));
    receive(corrupted("ahead", now.plus(Duration.ofDays(1))));
    assertThat(stored()).isEqualTo(2);
  }

  private static String partition(Instant day) {
    return "_" + day.toString().substring(0, 10).replace("-", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]"})
  void poisonBecomesADeadLetter(String poison) {
    receive(poison.getBytes(UTF_8));

    assertThat(letters.history())
        .singleElement()
        .satisfies(letter -> assertThat(letter.topic()).isEqualTo("score.flagged.v1.score.dlt"))
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(poison.getBytes(UTF_8)))
        .satisfies(letter ->
            assertThat(letter.headers().lastHeader(TopicStreams.CAUSE_HEADER)).isNotNull());
    assertThat(stored()).isZero();
  }

  @Test
  void anExchangeOlderThanWhatIsKeptBecomesADeadLetter() {
    receive(corrupted("ancient", now.minus(Duration.ofDays(90))));

    assertThat(letters.history()).hasSize(1);
    assertThat(stored()).isZero();
  }

  @Test
  void withoutItsTableARecordComesAgain() {
    jdbc.sql("ALTER TABLE score.flagged_exchange RENAME TO away").update();
    try {
      assertThatThrownBy(() -> receive(corrupted("e1", now)))
          .isInstanceOf(DataAccessException.class);
    } finally {
      jdbc.sql("ALTER TABLE score.away RENAME TO flagged_exchange").update();
    }
    assertThat(letters.history()).isEmpty();
  }

  @Test
  void theListIsPagedNewestFirstWithoutGapOrRepeat() throws Exception {
    for (int i = 0; i < 3; i++) {
      receive(corrupted("a" + i, now)); // one instant: the cursor must tell them apart
      receive(corrupted("b" + i, now.minusSeconds(10 - i)));
    }
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      String page =
          api.perform(get("/api/v1/exchanges").param("limit", "2").param("before", next))
              .andExpect(status().isOk())
              .andReturn()
              .getResponse()
              .getContentAsString();
      JsonNode json = Json.MAPPER.readTree(page);
      json.at("/items").forEach(item -> seen.add(item.get("exchange").asString()));
      next = json.at("/next").asString("");
    } while (!next.isEmpty());

    assertThat(seen).containsExactly("a2", "a1", "a0", "b2", "b1", "b0");
  }

  @Test
  void theListIsFiltered() throws Exception {
    receive(flagged("e1", now, Given.answer("no JSON, but ж")));

    api.perform(get("/api/v1/exchanges").param("check", "format"))
        .andExpect(jsonPath("$.items.length()").value(1))
        .andExpect(jsonPath("$.items[0].target").value(Given.LABELS.toString()))
        .andExpect(jsonPath("$.items[0].scheduledAt").value(now.toString()))
        .andExpect(jsonPath("$.next").doesNotExist());
    api.perform(get("/api/v1/exchanges").param("target", Given.LABELS.toString()))
        .andExpect(jsonPath("$.items.length()").value(2));
    api.perform(get("/api/v1/exchanges").param("target", "other"))
        .andExpect(jsonPath("$.items.length()").value(0));
  }

  @Test
  void oneIsGivenAsTopicsWriteIt() throws Exception {
    FlaggedExchange flagged = corrupted("e1", now);
    receive(flagged);

    byte[] body =
        api.perform(get("/api/v1/exchanges/e1"))
            .andExpect(status().isOk())
            .andReturn()
            .getResponse()
            .getContentAsByteArray();

    assertThat(ScoreTopics.FLAGGED.decode(body)).isEqualTo(flagged);
  }

  @Test
  void whatIsNotThereOrWronglyAskedForIsAProblem() throws Exception {
    api.perform(get("/api/v1/exchanges/none"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("'none'")));
    api.perform(get("/api/v1/exchanges").param("before", "yesterday"))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.detail").value(containsString("'yesterday'")));
    api.perform(get("/api/v1/exchanges").param("limit", "0")).andExpect(status().isBadRequest());
    api.perform(get("/api/v1/exchanges").param("limit", "201")).andExpect(status().isBadRequest());
  }
}
