package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.protocol.GateWeb.Answer;
import dev.plumbline.topic.Json;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import tools.jackson.databind.JsonNode;

/**
 * Argo's Kayenta provider: looks for a configuration by name, starts an execution, polls it; any
 * status but 200 is an error to it. Its address carries the token, for it sends no header.
 */
class KayentaControllerTest {
  private static final String KAYENTA = "/api/v1/gates/kayenta";
  private static final Map<String, String> ARGO =
      Map.of(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(("gate:" + GateWeb.TOKEN).getBytes(UTF_8)),
          "Content-Type",
          "application/json");

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

  private Answer start(String gate, int pass, int marginal) {
    return post(gate, body(pass, marginal));
  }

  private Answer post(String gate, String body) {
    return web.send(
        "POST",
        KAYENTA
            + "/canary/"
            + gate
            + "?application=fleet&metricsAccountName=m&configurationAccountName=c&storageAccountName=s",
        body,
        ARGO);
  }

  private static String body(int pass, int marginal) {
    return """
    {"scopes":{"default":{
       "controlScope":{"scope":"%s","location":"stable","step":60,"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00Z"},
       "experimentScope":{"scope":"%s","location":"85d557f47b","step":60,"start":"2026-01-01T00:00:00Z","end":"2026-01-01T01:00:00Z"}}},
     "thresholds":{"pass":%d,"marginal":%d}}
    """
        .formatted(GateWeb.BASELINE, GateWeb.CANDIDATE, pass, marginal);
  }

  private Answer poll(String execution) {
    return web.send("GET", KAYENTA + "/canary/" + execution, null, ARGO);
  }

  /** What Argo makes of an answer. */
  private static String phase(JsonNode status, int pass, int marginal) {
    if (!status.path("complete").asBoolean()) {
      return "Running";
    }
    JsonNode score = status.at("/result/judgeResult/score/score");
    assertThat(score.isNumber()).isTrue();
    int whole = (int) score.asDouble();
    return whole >= pass ? "Successful" : whole >= marginal ? "Inconclusive" : "Failed";
  }

  @Test
  void argoFindsTheConfigurationByItsName() {
    JsonNode configs =
        web.send(
                "GET",
                KAYENTA + "/canaryConfig?application=fleet&configurationAccountName=c",
                null,
                ARGO)
            .json();

    assertThat(configs.get(0).path("name").asString()).isEqualTo("rollout");
    assertThat(configs.get(0).path("id").asString()).isEqualTo("rollout");
    assertThat(configs.get(0).path("updatedTimestamp").isIntegralNumber()).isTrue();
    assertThat(configs.get(0).at("/applications/0").asString()).isEqualTo("fleet");
  }

  @ParameterizedTest
  @CsvSource({
    "pass,90,75,Successful",
    "fail,90,75,Failed",
    "inconclusive,90,75,Inconclusive",
    "pass,100,1,Successful",
    "fail,2,1,Failed",
    "inconclusive,2,1,Inconclusive",
    "inconclusive,100,99,Inconclusive",
  })
  void theScoreSaysTheVerdictUnderTheCallersThresholds(
      String verdict, int pass, int marginal, String phase) {
    String execution = start("rollout", pass, marginal).text("canaryExecutionId");
    assertThat(start("rollout", pass, marginal).text("canaryExecutionId")).isEqualTo(execution);
    assertThat(web.gates().asked()).isEqualTo(1);
    assertThat(web.gates().only().request().build()).isEqualTo("85d557f47b");
    JsonNode running = poll(execution).json();
    assertThat(phase(running, pass, marginal)).isEqualTo("Running");
    assertThat(running.path("status").asString()).isEqualTo("running");

    web.gates().end(GateControllerTest.verdict(verdict));
    JsonNode ended = poll(execution).json();
    assertThat(phase(ended, pass, marginal)).isEqualTo(phase);
    assertThat(ended.path("status").asString()).isEqualTo("succeeded");
  }

  @Test
  void ourFailureIsNoScore() {
    String execution = start("rollout", 90, 75).text("canaryExecutionId");
    web.gates().end(GateControllerTest.verdict("error"));
    assertThat(poll(execution).status()).isEqualTo(503);
    web.gates().broken(new DataAccessResourceFailureException("away"));
    assertThat(poll(execution).status()).isEqualTo(503);
    assertThat(start("rollout", 90, 75).status()).isEqualTo(503);
  }

  /** Thresholds under which a FAIL could not be told from a PASS are refused, not guessed. */
  @ParameterizedTest
  @CsvSource({"0,0", "90,0", "90,90", "75,90", "101,75", "-1,-2"})
  void thresholdsThatTellNothingApartAreRefused(int pass, int marginal) {
    assertThat(start("rollout", pass, marginal).status()).isEqualTo(400);
    assertThat(web.gates().asked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "x-90-75", "x-0-0", "x-200-100", "x-1-90"})
  void executionsThatNobodyGaveOutHaveNoScore(String execution) {
    assertThat(poll(execution).status()).isIn(400, 404);
  }

  @Test
  void whatNamesNoTargetsOrBuildBeginsNothing() {
    assertThat(post("rollout", "{}").status()).isEqualTo(400);
    assertThat(post("rollout", body(90, 75).replace("85d557f47b", "")).text("detail"))
        .contains("must name the build");
    assertThat(post("nonsense", body(90, 75)).status()).isEqualTo(400);
    assertThat(post("rollout", body(90, 75).replace("\"scope\"", "\"scopes\"")).status())
        .isEqualTo(400);
    assertThat(web.send("POST", KAYENTA + "/canary/rollout", body(90, 75), Map.of()).status())
        .isIn(401, 415);
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void samplesAreJudgedOverHttp() {
    String body =
        """
        {"canaryConfig":{"metrics":[{"name":"latency","groups":["g"],
            "analysisConfigurations":{"canary":{"direction":"increase"}}}]},
         "scoreThresholds":{"pass":95.0,"marginal":75.0},
         "metricSetPairList":[{"name":"latency","id":"1","tags":{},
            "values":{"experiment":[1,2,"NaN"],"control":[1,null,3]}}]}
        """;
    Answer answer = web.send("POST", KAYENTA + "/judge", body, ARGO);

    assertThat(answer.status()).isEqualTo(200);
    JsonNode judged = answer.json();
    assertThat(judged.at("/results/0/classification").asString()).isEqualTo("Nodata");
    assertThat(judged.at("/score/classification").asString()).isEqualTo("Marginal");
    assertThat(judged.at("/score/score").asDouble()).isEqualTo(75);
    assertThat(judged.at("/judgeName").asString()).isNotBlank();
    assertThat(web.send("POST", KAYENTA + "/judge", "{}", ARGO).status()).isEqualTo(400);
    assertThat(web.send("POST", KAYENTA + "/judge", " ".repeat(9 * 1024 * 1024), ARGO).status())
        .isEqualTo(413);
    assertThat(
            web.send(
                    "POST",
                    KAYENTA + "/judge",
                    Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(body)),
                    Map.of("Content-Type", "application/json"))
                .status())
        .isEqualTo(401);
  }
}
