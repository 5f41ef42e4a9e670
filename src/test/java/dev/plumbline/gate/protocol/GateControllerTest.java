package dev.plumbline.gate.protocol;

import static dev.plumbline.gate.protocol.GateWeb.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.Verdict;
import dev.plumbline.gate.protocol.GateWeb.Answer;
import dev.plumbline.topic.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** REST over real HTTP: what a person, CI and Spinnaker's webhook stage see. */
class GateControllerTest {
  private static final String EVALUATIONS = "/api/v1/gates/rollout/evaluations";
  private static final Verdict PASS = new Verdict.Pass(List.of("refuted"));
  private static final Verdict FAIL = new Verdict.Fail(List.of("worse"));

  @TempDir Path folder = Path.of("");
  private GateWeb web;

  @BeforeEach
  void start() {
    web = GateWeb.start(folder);
  }

  @AfterEach
  void stop() {
    web.close();
  }

  private Answer ask(String build) {
    return web.post(EVALUATIONS, GateWeb.question(build));
  }

  @Test
  void policiesAreToldWithTheirPlans() {
    Answer answer = web.get("/api/v1/gates");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().size()).isEqualTo(2);
    assertThat(answer.json().get(0).at("/name").asString()).isEqualTo("rollout");
    assertThat(answer.json().get(0).at("/policy/alpha").asDouble()).isEqualTo(0.01);
    assertThat(answer.json().get(0).at("/plan/passes").asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void aQuestionBeginsAnEvaluationOnceAndItsBodyIsTheOneCallersKnow() {
    Answer begun = ask("sha256:1");

    assertThat(begun.status()).isEqualTo(202);
    String location = begun.response().headers().firstValue("Location").orElseThrow();
    assertThat(begun.text("statusUrl")).isEqualTo(location).startsWith(web.url());
    assertThat(begun.text("status")).isEqualTo("RUNNING");
    assertThat(begun.text("verdict")).isEqualTo("inconclusive");
    assertThat(begun.json().path("ok").asBoolean()).isFalse();
    assertThat(begun.json().path("progress").isString()).isTrue();
    assertThat(begun.json().at("/subject/accelerator").asString()).isEqualTo("tpu");
    assertThat(begun.json().at("/subject/build").asString()).isEqualTo("sha256:1");
    assertThat(begun.json().at("/baseline/target").asString()).isEqualTo(GateWeb.BASELINE);
    assertThat(begun.text("requestedAt")).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(begun.json().at("/detectors/0/name").asString()).isEqualTo("foreign-script");
    assertThat(begun.text("evidenceUrl")).isEqualTo(location.replace("/api/v1", ""));
    assertThat(begun.text("factsUrl")).isEqualTo(location + "/facts");

    Answer known = ask("sha256:1");
    assertThat(known.status()).isEqualTo(200);
    assertThat(known.text("id")).isEqualTo(begun.text("id"));
    assertThat(web.gates().asked()).isEqualTo(1);
    assertThat(web.get(location).text("id")).isEqualTo(begun.text("id"));
    assertThat(web.get(EVALUATIONS + "?limit=5").json().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rollout,pass,SUCCEEDED,true",
    "rollout,fail,TERMINAL,false",
    "rollout,error,TERMINAL,false",
    "rollout,inconclusive,RUNNING,false",
    "strict,inconclusive,TERMINAL,false",
  })
  void whatItEndsWithIsWhatDeploymentToolsPoll(
      String gate, String verdict, String status, boolean ok) {
    String path = "/api/v1/gates/%s/evaluations".formatted(gate);
    String id = web.post(path, GateWeb.question("b")).text("id");
    web.gates().end(verdict(verdict));

    Answer answer = web.get(path + "/" + id);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("status")).isEqualTo(status);
    assertThat(answer.text("verdict")).isEqualTo(verdict);
    assertThat(answer.json().path("ok").asBoolean()).isEqualTo(ok);
  }

  static Verdict verdict(String word) {
    return switch (word) {
      case "pass" -> PASS;
      case "fail" -> FAIL;
      case "error" -> new Verdict.Broken(List.of("broken"));
      default -> new Verdict.Inconclusive(List.of("undecided"));
    };
  }

  @Test
  void whoWaitsIsAnsweredAtTheEnd() {
    String id = ask("b").text("id");
    CompletableFuture<Answer> waiting =
        web.later(
            "GET",
            EVALUATIONS + "/" + id + "?wait=PT30S",
            null,
            Map.of("Authorization", "Bearer " + TOKEN));
    web.gates().end(PASS);

    assertThat(waiting.join().text("status")).isEqualTo("SUCCEEDED");
  }

  @Test
  void whoWaitsIsAnsweredWhenItsTimeIsOver() {
    String id = ask("b").text("id");
    CompletableFuture<Answer> waiting =
        web.later(
            "GET",
            EVALUATIONS + "/" + id + "?wait=PT0.001S",
            null,
            Map.of("Authorization", "Bearer " + TOKEN));
    while (!waiting.isDone()) {
      web.pass(Duration.ofMillis(1));
      Thread.onSpinWait();
    }

    assertThat(waiting.join().text("status")).isEqualTo("RUNNING");
  }

  @Test
  void anotherAttemptIsMadeOnlyWhereNothingWasDecided() {
    ask("b");
    assertThat(web.post(EVALUATIONS + "?again=true", GateWeb.question("b")).status())
        .isEqualTo(409);
    web.gates().end(new Verdict.Inconclusive(List.of("undecided")));

    Answer again = web.post(EVALUATIONS + "?again=true", GateWeb.question("b"));
    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json().path("attempt").asInt()).isEqualTo(2);
    web.gates().end(FAIL);
    assertThat(web.post(EVALUATIONS + "?again=true", GateWeb.question("b")).status())
        .isEqualTo(409);
  }

  @Test
  void anotherBaselineIsAConflict() {
    ask("b");
    Answer answer =
        web.post(
            EVALUATIONS,
            GateWeb.question("b").replace(GateWeb.BASELINE, "opus-4/claude-api/gpu/other"));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("detail")).contains("compared with");
  }

  @Test
  void spinnakerCancelsByAPostAndAnEndStays() {
    String id = ask("b").text("id");
    Answer cancelled = web.post(EVALUATIONS + "/" + id + "/cancel", "{}");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("verdict")).isEqualTo("inconclusive");
    assertThat(cancelled.json().at("/reasons/0").asString()).contains("cancelled");
    web.gates().end(PASS);
    assertThat(web.get(EVALUATIONS + "/" + id).text("verdict")).isEqualTo("inconclusive");
  }

  @Test
  void anOverrideOpensForAWhileAndHidesNoVerdict() {
    String id = ask("b").text("id");
    web.gates().end(FAIL);
    String override = EVALUATIONS + "/" + id + "/override";
    assertThat(
            web.post(
                    override, "{\"by\":\"kim\",\"reason\":\"\",\"until\":\"2026-01-01T01:00:00Z\"}")
                .status())
        .isEqualTo(400);
    assertThat(
            web.post(
                    override,
                    "{\"by\":\"kim\",\"reason\":\"hotfix\",\"until\":\"2026-02-01T01:00:00Z\"}")
                .text("detail"))
        .contains("shorten it");

    Answer opened =
        web.post(
            override, "{\"by\":\"kim\",\"reason\":\"hotfix\",\"until\":\"2026-01-01T01:00:00Z\"}");
    assertThat(opened.status()).isEqualTo(200);
    assertThat(opened.text("verdict")).isEqualTo("fail");
    assertThat(opened.json().path("ok").asBoolean()).isTrue();
    assertThat(opened.text("status")).isEqualTo("SUCCEEDED");
    assertThat(opened.json().at("/override/by").asString()).isEqualTo("kim");

    web.pass(Duration.ofHours(2));
    Answer over = web.get(EVALUATIONS + "/" + id);
    assertThat(over.json().path("ok").asBoolean()).isFalse();
    assertThat(over.text("status")).isEqualTo("TERMINAL");
    assertThat(over.json().has("override")).isFalse();
  }

  @Test
  void factsCanBeJudgedAgain() {
    String id = ask("b").text("id");
    Answer facts = web.get(EVALUATIONS + "/" + id + "/facts");

    assertThat(Json.MAPPER.readValue(facts.body(), GateFacts.class).policy())
        .isEqualTo(DrivenGates.policy("rollout", dev.plumbline.gate.Policy.Inconclusive.HOLD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"candidate\":\"a\"}",
        "{\"candidate\":\"a\",\"baseline\":\"a\",\"build\":\"b\"}",
        "{\"candidate\":true,\"baseline\":\"a\",\"build\":\"b\"}",
        "{\"candidate\":\"a\",\"baseline\":\"b\",\"build\":\"x\\u0000\"}",
        "{\"candidate\":\"a\",\"baseline\":\"b\",\"build\":\"x\",\"gate\":\"other\"}",
      })
  void whatIsNoQuestionBeginsNothing(String body) {
    Answer answer = web.post(EVALUATIONS, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).isNotBlank();
    assertThat(answer.text("field")).isNotBlank();
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void oversizedOrOtherThanJsonIsRefused() {
    Map<String, String> json =
        Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");
    assertThat(web.send("POST", EVALUATIONS, " ".repeat(300_000), json).status()).isEqualTo(413);
    assertThat(
            web.send(
                    "POST",
                    EVALUATIONS,
                    GateWeb.question("b"),
                    Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "text/plain"))
                .status())
        .isEqualTo(415);
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void onlyWhoHasTheTokenIsHeard() {
    String json = "application/json";
    for (String wrong : List.of("Bearer nonsense", "Basic bm9uc2Vuc2U=", "Basic %%%", TOKEN)) {
      Answer answer =
          web.send(
              "POST",
              EVALUATIONS,
              GateWeb.question("b"),
              Map.of("Authorization", wrong, "Content-Type", json));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain(TOKEN);
    }
    assertThat(
            web.send("POST", EVALUATIONS, GateWeb.question("b"), Map.of("Content-Type", json))
                .status())
        .isEqualTo(401);
    assertThat(web.send("GET", "/api/v1/gates", null, Map.of()).status()).isEqualTo(401);
    assertThat(
            web.send(
                    "GET",
                    "/api/v1/gates",
                    null,
                    Map.of("Authorization", "Bearer " + TOKEN, "Origin", "https://evil.example"))
                .status())
        .isEqualTo(403);
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void withoutATokenOnlyThisMachineIsHeard() {
    try (GateWeb open = new GateWeb(folder, List.of(), _ -> {})) {
      assertThat(open.send("GET", "/api/v1/gates/rollout/evaluations", null, Map.of()).status())
          .isEqualTo(200);
      assertThat(
              open.send(
                      "GET",
                      "/api/v1/gates/rollout/evaluations",
                      null,
                      Map.of("X-Forwarded-For", "10.0.0.1"))
                  .status())
          .isEqualTo(403);
    }
  }

  @Test
  void whatIsUnknownIsNotFound() {
    String id = ask("b").text("id");

    assertThat(web.get(EVALUATIONS + "/nonsense").status()).isEqualTo(404);
    assertThat(web.get("/api/v1/gates/strict/evaluations/" + id).status()).isEqualTo(404);
    assertThat(web.get("/api/v1/gates/nonsense/evaluations").status()).isEqualTo(404);
    assertThat(web.get(EVALUATIONS + "?limit=0").status()).isEqualTo(400);
    assertThat(web.get(EVALUATIONS + "/" + id + "?wait=soon").status()).isEqualTo(400);
    assertThat(web.post("/api/v1/gates/nonsense/evaluations", GateWeb.question("b")).status())
        .isEqualTo(400);
  }

  @Test
  void withoutDatabaseOrKafkaNothingIsAnsweredAsIfItWereAVerdict() {
    String id = ask("b").text("id");
    web.gates().end(PASS);
    for (RuntimeException away :
        List.of(
            new DataAccessResourceFailureException("away"),
            new CannotCreateTransactionException("away"),
            new KafkaException("away"))) {
      web.gates().broken(away);
      for (Answer answer :
          List.of(
              ask("b"),
              ask("c"),
              web.get(EVALUATIONS + "/" + id),
              web.get(EVALUATIONS + "/" + id + "?wait=PT1S"),
              web.get(EVALUATIONS),
              web.post(EVALUATIONS + "/" + id + "/cancel", "{}"))) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("detail")).contains("says nothing of the candidate");
      }
    }
  }
}
