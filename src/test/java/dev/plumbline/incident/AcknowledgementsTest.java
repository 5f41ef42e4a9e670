package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.ChangeDesk;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Open, acknowledged, resolved, reopened: on a real PostgreSQL, beside the real ledger. */
class AcknowledgementsTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final Detection FIRST = alarm(10);

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @RegisterExtension private final Database database = new Database();
  private final Desk desk = new Desk(database);
  private final MockMvc http =
      MockMvcBuilders.standaloneSetup(
              new IncidentController(desk.overviews, desk.details(), desk.acknowledgements()))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(ChangeDesk.JSON))
          .build();
  private long offset;

  private static Detection alarm(int minute) {
    return Practice.alarm("argmax", OPUS_TPU).between(0, minute).failing(OPUS_TPU, 12).detection();
  }

  private void happens(Detection detection) {
    desk.ledger.write(Desk.record(offset++, detection));
  }

  private ResultActions acknowledge(String body) throws Exception {
    return http.perform(
        post("/api/v1/incidents/" + FIRST.id() + "/acknowledge")
            .contentType(MediaType.APPLICATION_JSON)
            .content(body.replace('\'', '"')));
  }

  private String state() {
    return IncidentViews.Headline.of(desk.overviews.find(FIRST.id()).orElseThrow()).state();
  }

  @Test
  void openAcknowledgedResolvedReopened() throws Exception {
    happens(FIRST);
    assertThat(state()).isEqualTo("open");

    acknowledge("{'by': 'Kim', 'note': 'draining the pool'}")
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.state").value("acknowledged"))
        .andExpect(jsonPath("$.acknowledged.by").value("Kim"))
        .andExpect(jsonPath("$.acknowledged.note").value("draining the pool"))
        .andExpect(jsonPath("$.acknowledged.at").value("2026-11-23T14:00:00Z"));

    happens(alarm(20));
    assertThat(state()).as("more of the same").isEqualTo("acknowledged");
    happens(Practice.cleared("argmax", OPUS_TPU, 30));
    assertThat(state()).isEqualTo("resolved");
    happens(alarm(40));
    assertThat(state()).as("nobody has looked at it since").isEqualTo("open");

    acknowledge("{'by': 'Lee'}").andExpect(jsonPath("$.acknowledged.by").value("Lee"));
    assertThat(desk.overviews.timeline(FIRST.id()))
        .extracting(entry -> entry.event() + " " + entry.text())
        .containsExactly(
            "OPENED page by argmax on opus-4 × tpu; suspect opus-4 × tpu",
            "ACKNOWLEDGED by Kim: draining the pool",
            "CLEARED argmax on opus-4 × tpu shows evidence of health",
            "RESOLVED every series in it shows evidence of health",
            "REOPENED by argmax on opus-4 × tpu",
            "ACKNOWLEDGED by Lee");
  }

  /** It shows who has it; the metric that pages, and what grouping knows, do not change. */
  @Test
  void nothingIsEndedOrSilenced() throws Exception {
    happens(FIRST);
    Overview before = desk.overviews.find(FIRST.id()).orElseThrow();
    acknowledge("{'by': 'Kim'}");

    Overview after = desk.overviews.find(FIRST.id()).orElseThrow();
    assertThat(after.lifecycle()).isEqualTo(new Lifecycle.Open());
    assertThat(after.changedAt()).isEqualTo(before.changedAt());
    assertThat(desk.overviews.openOrEndedSince(Practice.at(1_000))).hasSize(1);
    assertThat(desk.detections.current()).hasSize(1);
    http.perform(get("/api/v1/incidents?state=open"))
        .andExpect(jsonPath("$.incidents.length()").value(1));
    http.perform(get("/api/v1/incidents?state=acknowledged"))
        .andExpect(jsonPath("$.incidents.length()").value(1));
  }

  @Test
  void theSameSaidAgainChangesNothingAndAnotherTakesItOver() throws Exception {
    happens(FIRST);
    http.perform(get("/api/v1/incidents?state=acknowledged"))
        .andExpect(jsonPath("$.incidents.length()").value(0));
    acknowledge("{'by': 'Kim'}");
    desk.now(Practice.at(130));
    acknowledge("{'by': 'Kim'}")
        .andExpect(jsonPath("$.acknowledged.at").value("2026-11-23T14:00:00Z"));
    acknowledge("{'by': 'Lee'}")
        .andExpect(jsonPath("$.acknowledged.at").value("2026-11-23T14:10:00Z"));
    assertThat(desk.overviews.timeline(FIRST.id())).hasSize(3);
  }

  /** Whoever works on the younger of two works on the cause of both. */
  @Test
  void whoeverHadAMergedIncidentHasTheOneItWasMergedInto() throws Exception {
    happens(Practice.alarm("argmax", OPUS_TPU).between(0, 10).failing(OPUS_TPU, 3).detection());
    String older = desk.overviews.list(List.of("OPEN"), 10).getFirst().id();
    String haiku = "haiku-3.5/*/tpu/*";
    Detection second = Practice.alarm("argmax", haiku).between(2, 12).failing(haiku, 3).detection();
    happens(second);
    http.perform(
            post("/api/v1/incidents/" + second.id() + "/acknowledge")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\": \"Kim\", \"note\": \"looking\"}"))
        .andExpect(status().isOk());
    assertThat(desk.overviews.find(older).orElseThrow().acknowledgement()).isNull();

    happens(
        Practice.alarm("argmax", "*/*/tpu/*").between(0, 30).failing("*/*/tpu/*", 24).detection());

    Overview merged = desk.overviews.find(older).orElseThrow();
    assertThat(merged.acknowledgement())
        .isNotNull()
        .satisfies(it -> assertThat(it.by()).isEqualTo("Kim"));
    assertThat(desk.overviews.acknowledged(10)).extracting(Overview::id).containsExactly(older);
    assertThat(desk.overviews.timeline(older))
        .filteredOn(it -> it.event() == TimelineEntry.Event.ACKNOWLEDGED)
        .extracting(TimelineEntry::text)
        .containsExactly("by Kim, of " + second.id() + ": looking");
  }

  /** Ones that were merged name the one that has their cause. */
  @Test
  void whatIsNotOpenCannotBeTaken() throws Exception {
    acknowledge("{'by': 'Kim'}")
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("no incident")));
    happens(FIRST);
    happens(Practice.cleared("argmax", OPUS_TPU, 30));
    acknowledge("{'by': 'Kim'}")
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("is resolved")));
    database
        .jdbc()
        .sql(
            """
            insert into incident.incidents
            select 'older', severity, 'OPEN', opened_at, changed_at, null, null, finding, exchanges
            from incident.incidents
            """)
        .update();
    database
        .jdbc()
        .sql(
            "update incident.incidents set state = 'MERGED', merged_into = 'older' where id <> 'older'")
        .update();
    acknowledge("{'by': 'Kim'}")
        .andExpect(status().isConflict())
        .andExpect(jsonPath("$.detail").value(containsString("acknowledge that")))
        .andExpect(jsonPath("$.detail").value(containsString("'older'")));
  }

  /**
   * While a detection is being written down, an acknowledgement waits for it, and says of the
   * incident what is true then.
   */
  @Test
  void anAcknowledgementWaitsForTheLedger() throws Exception {
    happens(FIRST);
    CountDownLatch resolved = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> ledger =
          threads.submit(() ->
              database
                  .transaction()
                  .executeWithoutResult(_ -> {
                    happens(Practice.cleared("argmax", OPUS_TPU, 30));
                    resolved.countDown();
                    awaitLatch(commit);
                  }));
      awaitLatch(resolved);
      Future<Acknowledgements.Outcome> acknowledged =
          threads.submit(() -> desk.acknowledgements().acknowledge(FIRST.id(), "Kim", ""));
      await().untilAsserted(() -> assertThat(waiting()).isEqualTo(1));
      assertThat(acknowledged).isNotDone();
      commit.countDown();
      ledger.get();

      assertThat(acknowledged.get())
          .isEqualTo(new Acknowledgements.Outcome.NotOpen(new Lifecycle.Resolved(Practice.at(30))));
    }
    assertThat(desk.overviews.timeline(FIRST.id()))
        .extracting(TimelineEntry::event)
        .doesNotContain(TimelineEntry.Event.ACKNOWLEDGED);
  }

  private int waiting() {
    return database
        .jdbc()
        .sql(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .query(Integer.class)
        .single();
  }

  private static void awaitLatch(CountDownLatch latch) {
    await().until(() -> latch.getCount() == 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                | body",
        "{}                               | by",
        "{'by': ''}                       | by",
        "{'by': 7.5, 'note': []}          | note",
        "{'by': 'a\u202eb'}               | by",
        "{'by': 'Kim', 'note': 'a\\nb'}   | note",
        "{'by': 'Kim', 'until': 'noon'}   | until",
      })
  void badInputIsToldByItsField(String body, String field) throws Exception {
    happens(FIRST);
    acknowledge(body)
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(field));
    assertThat(state()).isEqualTo("open");
  }
}
