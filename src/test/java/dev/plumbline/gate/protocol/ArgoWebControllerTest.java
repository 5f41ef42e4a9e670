package dev.plumbline.gate.protocol;

import static dev.plumbline.gate.protocol.GateWeb.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.protocol.GateWeb.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Argo's metric provider {@code web}: one call that asks and reads, given up after 10 s. */
class ArgoWebControllerTest {
  private static final Map<String, String> JSON =
      Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", "application/json");

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

  private static String path(String gate) {
    return "/api/v1/gates/%s/evaluate".formatted(gate);
  }

  private Answer now(String gate) {
    return web.send("POST", path(gate) + "?wait=PT0S", GateWeb.question("b"), JSON);
  }

  @ParameterizedTest
  @CsvSource({
    "rollout,pass,200,true,false",
    "rollout,fail,200,false,true",
    "rollout,inconclusive,200,false,false",
    "strict,inconclusive,200,false,false",
    "rollout,error,503,false,false",
  })
  void everyVerdictIsAnAnswerAndOurFailureIsNone(
      String gate, String verdict, int status, boolean succeeds, boolean fails) {
    assertThat(now(gate).status()).isEqualTo(200);
    web.gates().end(GateControllerTest.verdict(verdict));

    Answer answer = now(gate);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("verdict")).isEqualTo(verdict);
    if (status == 200) {
      assertThat(ArgoCondition.of("result.ok == true", answer.json())).isEqualTo(succeeds);
      assertThat(
              ArgoCondition.of("result.verdict == \"fail\" && result.ok == false", answer.json()))
          .isEqualTo(fails);
    }
  }

  @Test
  void itAnswersUndecidedBeforeArgoGivesUp() {
    CompletableFuture<Answer> waiting =
        web.later("POST", path("rollout"), GateWeb.question("b"), JSON);
    while (web.gates().asked() == 0) {
      Thread.onSpinWait();
    }
    // Whatever else it takes must fit into the two seconds that are left.
    web.pass(Duration.ofSeconds(7));
    assertThat(waiting).isNotDone();
    while (!waiting.isDone()) {
      web.pass(Duration.ofMillis(1));
      Thread.onSpinWait();
    }

    assertThat(waiting.join().status()).isEqualTo(200);
    assertThat(waiting.join().text("verdict")).isEqualTo("inconclusive");
    assertThat(waiting.join().text("status")).isEqualTo("RUNNING");
  }

  @Test
  void whoWaitsHearsOfTheEndAndOfOurFailure() {
    CompletableFuture<Answer> waiting =
        web.later("PUT", path("rollout"), GateWeb.question("b"), JSON);
    while (web.gates().asked() == 0) {
      Thread.onSpinWait();
    }
    web.gates().end(GateControllerTest.verdict("pass"));
    assertThat(waiting.join().text("verdict")).isEqualTo("pass");

    CompletableFuture<Answer> other =
        web.later("POST", path("rollout"), GateWeb.question("c"), JSON);
    while (web.gates().asked() == 1) {
      Thread.onSpinWait();
    }
    web.gates().broken(new DataAccessResourceFailureException("away"));
    assertThat(other.join().status()).isEqualTo(503);
  }

  @Test
  void aGetAsksByItsQuery() {
    String query =
        "?candidate=%s&baseline=%s&build=b&wait=PT0S"
            .formatted(encoded(GateWeb.CANDIDATE), encoded(GateWeb.BASELINE));
    Answer answer = web.get(path("rollout") + query);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("id")).isEqualTo(now("rollout").text("id"));
    assertThat(web.gates().asked()).isEqualTo(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void anOverrideOpensAlsoWhatOurFailureKeptShut() {
    String id = now("rollout").text("id");
    web.gates().end(GateControllerTest.verdict("error"));
    web.gates()
        .override(id, new GateOverride("kim", "hotfix", web.now(), web.now().plusSeconds(60)));

    Answer answer = now("rollout");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("ok").asBoolean()).isTrue();
    assertThat(answer.text("verdict")).isEqualTo("error");
  }

  @Test
  void whatIsNoQuestionIsRefusedAndBeginsNothing() {
    assertThat(web.get(path("rollout")).status()).isEqualTo(400);
    assertThat(web.send("POST", path("rollout"), "{\"build\":7,\"candidat\":1}", JSON).status())
        .isEqualTo(400);
    assertThat(web.send("POST", path("nonsense"), GateWeb.question("b"), JSON).status())
        .isEqualTo(400);
    assertThat(
            web.send("POST", path("rollout") + "?wait=-PT1S", GateWeb.question("b"), JSON).status())
        .isEqualTo(400);
    assertThat(
            web.send(
                    "POST",
                    path("rollout"),
                    GateWeb.question("b"),
                    Map.of("Content-Type", "application/json"))
                .status())
        .isEqualTo(401);
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void withoutDatabaseOrKafkaItIsNoVerdict() {
    now("rollout");
    web.gates().end(GateControllerTest.verdict("pass"));
    web.gates().broken(new KafkaException("away"));

    assertThat(now("rollout").status()).isEqualTo(503);
  }
}
