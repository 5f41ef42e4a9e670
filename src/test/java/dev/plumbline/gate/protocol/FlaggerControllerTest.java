package dev.plumbline.gate.protocol;

import static dev.plumbline.gate.protocol.GateWeb.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.protocol.GateWeb.Answer;
import dev.plumbline.topic.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Flagger's webhooks as its documentation has them: no header but the content type, a status of at
 * most 202 lets it go on, the text goes to an event.
 */
class FlaggerControllerTest {
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

  private Answer call(String hook) {
    return call(hook, Map.of());
  }

  private Answer call(String hook, Map<String, String> metadata) {
    Map<String, String> all =
        new LinkedHashMap<>(
            Map.of(
                "gate",
                "rollout",
                "candidate",
                GateWeb.CANDIDATE,
                "baseline",
                GateWeb.BASELINE,
                "token",
                TOKEN));
    all.putAll(metadata);
    return send(
        hook,
        Json.MAPPER.writeValueAsString(
            Map.of(
                "name", "podinfo",
                "namespace", "test",
                "phase", "Progressing",
                "checksum", "85d557f47b",
                "metadata", all)));
  }

  private Answer send(String hook, String body) {
    return web.send(
        "POST", "/api/v1/gates/flagger/" + hook, body, Map.of("Content-Type", "application/json"));
  }

  private static boolean advances(Answer answer) {
    return answer.status() <= 202;
  }

  @Test
  void aRolloutFromItsFirstHookToItsPromotion() {
    assertThat(call("confirm-promotion").status()).isEqualTo(403);
    assertThat(web.gates().asked()).isZero();

    Answer begun = call("pre-rollout");
    assertThat(begun.status()).isEqualTo(403);
    assertThat(begun.body()).startsWith("running: 0/1200 pairs");
    assertThat(begun.body().length()).isLessThanOrEqualTo(200);
    assertThat(begun.response().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain");
    assertThat(call("pre-rollout").status()).isEqualTo(403);
    assertThat(call("rollout").status()).isEqualTo(403);
    assertThat(web.gates().asked()).isEqualTo(1);
    assertThat(web.gates().only().request().build()).isEqualTo("85d557f47b");

    web.gates().end(GateControllerTest.verdict("pass"));
    for (String hook :
        List.of(
            "confirm-rollout",
            "pre-rollout",
            "rollout",
            "confirm-traffic-increase",
            "confirm-promotion")) {
      assertThat(advances(call(hook))).describedAs(hook).isTrue();
    }
    assertThat(advances(call("rollback"))).isFalse();
    assertThat(web.gates().asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"fail,403,true", "inconclusive,403,false", "error,503,false"})
  void nothingButAPassAdvancesAndNothingButAFailRollsBack(
      String verdict, int status, boolean rollsBack) {
    call("rollout");
    assertThat(advances(call("rollback"))).isFalse();
    web.gates().end(GateControllerTest.verdict(verdict));

    for (String hook :
        List.of(
            "confirm-rollout",
            "pre-rollout",
            "rollout",
            "confirm-traffic-increase",
            "confirm-promotion")) {
      assertThat(call(hook).status()).describedAs(hook).isEqualTo(status);
    }
    assertThat(advances(call("rollback"))).isEqualTo(rollsBack);
  }

  @Test
  void anOverrideOpensAndKeepsFromRollingBack() {
    call("rollout");
    web.gates().end(GateControllerTest.verdict("fail"));
    web.gates()
        .override(
            web.gates().only().id(),
            new GateOverride("kim", "hotfix", web.now(), web.now().plusSeconds(60)));

    assertThat(advances(call("confirm-promotion"))).isTrue();
    assertThat(advances(call("rollback"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "confirm-rollout",
        "confirm-traffic-increase",
        "confirm-promotion",
        "rollback",
        "post-rollout",
        "event"
      })
  void onlyTwoHooksBeginAnything(String hook) {
    Answer answer =
        call(
            hook, Map.of("eventMessage", "x", "eventType", "Normal", "timestamp", "1578607635167"));

    assertThat(web.gates().asked()).isZero();
    assertThat(advances(answer)).isEqualTo(hook.equals("event") || hook.equals("post-rollout"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "confirm-rollout",
        "pre-rollout",
        "rollout",
        "confirm-traffic-increase",
        "confirm-promotion",
        "rollback"
      })
  void withoutTheDatabaseNothingAdvancesNorRollsBack(String hook) {
    call("rollout");
    web.gates().end(GateControllerTest.verdict("pass"));
    web.gates().broken(new DataAccessResourceFailureException("away"));

    assertThat(call(hook).status()).isEqualTo(503);
  }

  @Test
  void onlyWhoKnowsTheTokenIsHeard() {
    for (String hook : List.of("rollout", "event", "rollback")) {
      assertThat(call(hook, Map.of("token", "nonsense")).status()).isEqualTo(401);
      assertThat(call(hook, Map.of("token", "")).status()).isEqualTo(401);
    }
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void whatIsNotFlaggersIsRefused() {
    assertThat(call("nonsense").status()).isEqualTo(404);
    assertThat(call("rollout", Map.of("gate", "nonsense")).status()).isEqualTo(400);
    assertThat(call("rollout", Map.of("candidate", "")).body()).contains("metadata.candidate");
    call("rollout");
    assertThat(call("rollout", Map.of("baseline", "other")).status()).isEqualTo(409);
    for (String body : List.of("", "[]", "{", "{\"metadata\":7}")) {
      assertThat(send("rollout", body).status()).isIn(400, 401);
    }
    String call =
        "{\"name\":\"a\",\"namespace\":\"b\",\"phase\":\"%s\",\"checksum\":%s,\"metadata\":{\"token\":\""
            + TOKEN
            + "\"}}";
    assertThat(send("rollout", call.formatted("Dancing", "\"c\"")).body()).contains("phase");
    assertThat(send("rollout", call.formatted("Waiting", "true")).status()).isEqualTo(400);
    assertThat(send("rollout", " ".repeat(300_000)).status()).isEqualTo(413);
    assertThat(web.gates().asked()).isEqualTo(1);
  }
}
