package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.protocol.GateWeb.Answer;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** What docs/gates offers to copy makes exactly the calls that our endpoints understand. */
class ManifestsTest {
  private static final Path MANIFESTS = Path.of("docs", "gates");
  private static final Map<String, String> ARGS =
      Map.of(
          "gate", "rollout",
          "candidate", GateWeb.CANDIDATE,
          "baseline", GateWeb.BASELINE,
          "build", "85d557f47b",
          "token", GateWeb.TOKEN);

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

  /** Every document of a manifest, arguments and placeholders filled in, as its tool would. */
  private static List<JsonNode> documents(String file) throws IOException {
    String text = Files.readString(MANIFESTS.resolve(file));
    for (Map.Entry<String, String> argument : ARGS.entrySet()) {
      text = text.replace("{{args." + argument.getKey() + "}}", argument.getValue());
    }
    text =
        text.replace("write-the-token-here", GateWeb.TOKEN).replace("${trigger.tag}", "85d557f47b");
    List<JsonNode> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(new LoaderOptions()))
        .loadAll(text)
        .forEach(document -> documents.add(Json.MAPPER.valueToTree(document)));
    return documents;
  }

  /** The same path on the server of this test. */
  private String here(String url) {
    URI uri = URI.create(url);
    return web.url()
        + uri.getRawPath()
        + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private Answer argoMeasures(JsonNode provider) {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
    provider
        .path("headers")
        .forEach(it -> headers.put(it.path("key").asString(), it.path("value").asString()));
    return web.send(
        provider.path("method").asString(),
        here(provider.path("url").asString()) + "?wait=PT0S",
        provider.path("jsonBody").toString(),
        headers);
  }

  /** Argo: neither condition is Inconclusive, both is Failed, another status than 2xx an Error. */
  private static String phase(JsonNode metric, Answer answer) {
    if (answer.status() / 100 != 2) {
      return "Error";
    }
    boolean failed = ArgoCondition.of(metric.path("failureCondition").asString(), answer.json());
    boolean succeeded = ArgoCondition.of(metric.path("successCondition").asString(), answer.json());
    return failed ? "Failed" : succeeded ? "Successful" : "Inconclusive";
  }

  @ParameterizedTest
  @CsvSource({"pass,Successful", "fail,Failed", "inconclusive,Inconclusive", "error,Error"})
  void argoWeb(String verdict, String phase) throws IOException {
    JsonNode metric = documents("argo-web.yaml").getFirst().at("/spec/metrics/0");
    JsonNode provider = metric.at("/provider/web");
    assertThat(phase(metric, argoMeasures(provider))).isEqualTo("Inconclusive");
    web.gates().end(GateControllerTest.verdict(verdict));

    assertThat(phase(metric, argoMeasures(provider))).isEqualTo(phase);
    assertThat(provider.path("timeoutSeconds").asInt()).isGreaterThan(8);
    // Argo calls a metric that reaches its count within its limits a success.
    assertThat(metric.path("inconclusiveLimit").asInt()).isLessThan(metric.path("count").asInt());
    assertThat(metric.path("failureLimit").asInt()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"pass,Successful", "fail,Failed", "inconclusive,Inconclusive"})
  void argoKayenta(String verdict, String phase) throws IOException {
    JsonNode kayenta =
        documents("argo-kayenta.yaml").getFirst().at("/spec/metrics/0/provider/kayenta");
    URI address = URI.create(kayenta.path("address").asString());
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(address.getUserInfo().getBytes(UTF_8)));
    String base = here(address.toString());
    String query = "?application=" + kayenta.path("application").asString();
    JsonNode configs = web.send("GET", base + "/canaryConfig" + query, null, headers).json();
    String id = "";
    for (JsonNode config : configs) {
      if (config.path("name").equals(kayenta.path("canaryConfigName"))) {
        id = config.path("id").asString();
      }
    }
    String execution =
        web.send("POST", base + "/canary/" + id + query, started(kayenta), headers)
            .text("canaryExecutionId");
    assertThat(status(base, execution, headers).path("complete").asBoolean()).isFalse();
    web.gates().end(GateControllerTest.verdict(verdict));

    int score = status(base, execution, headers).at("/result/judgeResult/score/score").asInt();
    JsonNode threshold = kayenta.path("threshold");
    assertThat(
            score >= threshold.path("pass").asInt()
                ? "Successful"
                : score >= threshold.path("marginal").asInt() ? "Inconclusive" : "Failed")
        .isEqualTo(phase);
  }

  private JsonNode status(String base, String execution, Map<String, String> headers) {
    return web.send("GET", base + "/canary/" + execution, null, headers).json();
  }

  /** As Argo writes it: the region is a location there. */
  private static String started(JsonNode kayenta) {
    JsonNode scope = kayenta.at("/scopes/0");
    Map<String, Object> sides = new LinkedHashMap<>();
    for (String side : List.of("controlScope", "experimentScope")) {
      sides.put(
          side,
          Map.of(
              "scope", scope.path(side).path("scope").asString(),
              "location", scope.path(side).path("region").asString(),
              "step", scope.path(side).path("step").asInt(),
              "start", scope.path(side).path("start").asString(),
              "end", scope.path(side).path("end").asString()));
    }
    return Json.MAPPER.writeValueAsString(
        Map.of(
            "scopes", Map.of(scope.path("name").asString(), sides),
            "thresholds", kayenta.path("threshold")));
  }

  /** The script itself runs, in a shell, with curl. */
  @ParameterizedTest
  @CsvSource({"pass,0", "fail,1", "strict-inconclusive,1"})
  void argoJob(String verdict, int exit) throws Exception {
    JsonNode container =
        documents("argo-job.yaml")
            .getFirst()
            .at("/spec/metrics/0/provider/job/spec/template/spec/containers/0");
    List<String> command = new ArrayList<>();
    container.path("command").forEach(it -> command.add(it.asString()));
    container.path("args").forEach(it -> command.add(it.asString()));
    String gate = verdict.startsWith("strict") ? "strict" : "rollout";
    web.post("/api/v1/gates/" + gate + "/evaluations", GateWeb.question("85d557f47b"));
    web.gates().end(GateControllerTest.verdict(verdict.replace("strict-", "")));
    ProcessBuilder job = new ProcessBuilder(command).redirectErrorStream(true);
    container
        .path("env")
        .forEach(
            it -> job.environment().put(it.path("name").asString(), it.path("value").asString("")));
    job.environment().put("TOKEN", GateWeb.TOKEN);
    job.environment().put("PLUMBLINE", web.url());
    job.environment().put("GATE", gate);
    Process process = job.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).describedAs(said).isEqualTo(exit);
  }

  @Test
  void flagger() throws IOException {
    JsonNode canary = documents("flagger.yaml").getFirst();
    Map<String, JsonNode> hooks = new LinkedHashMap<>();
    canary
        .at("/spec/analysis/webhooks")
        .forEach(hook -> hooks.put(hook.path("type").asString(), hook));
    assertThat(hooks.keySet())
        .containsExactly("pre-rollout", "rollout", "confirm-promotion", "rollback");
    assertThat(flaggerCalls(hooks, "confirm-promotion")).isEqualTo(403);
    assertThat(flaggerCalls(hooks, "pre-rollout")).isEqualTo(403);
    assertThat(web.gates().asked()).isEqualTo(1);
    web.gates().end(GateControllerTest.verdict("pass"));

    assertThat(flaggerCalls(hooks, "pre-rollout")).isEqualTo(200);
    assertThat(flaggerCalls(hooks, "rollout")).isEqualTo(200);
    assertThat(flaggerCalls(hooks, "confirm-promotion")).isEqualTo(200);
    assertThat(flaggerCalls(hooks, "rollback")).isEqualTo(403);
  }

  private int flaggerCalls(Map<String, JsonNode> hooks, String type) {
    JsonNode hook = requireNonNull(hooks.get(type));
    assertThat(hook.path("url").asString()).endsWith("/" + hook.path("type").asString());
    return web.send(
            "POST",
            here(hook.path("url").asString()),
            Json.MAPPER.writeValueAsString(
                Map.of(
                    "name", "inference",
                    "namespace", "serving",
                    "phase", "Progressing",
                    "checksum", "85d557f47b",
                    "metadata", hook.path("metadata"))),
            Map.of("Content-Type", "application/json"))
        .status();
  }

  @ParameterizedTest
  @CsvSource({"pass,1", "fail,0", "inconclusive,-1"})
  void flaggerAndKeptnAsPrometheus(String verdict, String value) throws IOException {
    JsonNode flagger = documents("flagger-metric.yaml").getFirst().path("spec");
    String address = flagger.at("/provider/address").asString();
    String query = flagger.path("query").asString();
    List<JsonNode> keptn = documents("keptn.yaml");
    assertThat(keptn.get(0).at("/spec/targetServer").asString()).isEqualTo(address);
    assertThat(keptn.get(1).at("/spec/query").asString()).isEqualTo(query);

    assertThat(queried(address, "vector(1)").at("/data/result/0/value/1").asString())
        .isEqualTo("1");
    assertThat(queried(address, query).at("/data/result").size()).isZero();
    web.post("/api/v1/gates/rollout/evaluations", GateWeb.question("b"));
    assertThat(queried(address, query).at("/data/result/0/value/1").asString()).isEqualTo("-1");
    web.gates().end(GateControllerTest.verdict(verdict));

    JsonNode answer = queried(address, query);
    assertThat(answer.path("status").asString()).isEqualTo("success");
    assertThat(answer.at("/data/resultType").asString()).isEqualTo("vector");
    assertThat(answer.at("/data/result").size()).isEqualTo(1);
    assertThat(answer.at("/data/result/0/value/0").isNumber()).isTrue();
    assertThat(answer.at("/data/result/0/value/1").asString()).isEqualTo(value);
    assertThat(queried(address, query.replace("tpu-a", "tpu-b")).at("/data/result").size())
        .isZero();
    for (String other :
        List.of("up", "plumbline_gate_verdict", "plumbline_gate_verdict{pool=\"a\"}")) {
      assertThat(web.get(path(address, other)).status()).isEqualTo(400);
    }
  }

  private JsonNode queried(String address, String query) {
    return web.get(path(address, query)).json();
  }

  private static String path(String address, String query) {
    return URI.create(address).getPath() + "/api/v1/query?query=" + URLEncoder.encode(query, UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"pass,SUCCEEDED", "fail,TERMINAL"})
  void spinnaker(String verdict, String status) throws IOException {
    JsonNode stage = documents("spinnaker-stage.json").getFirst();
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Content-Type", "application/json"));
    stage
        .path("customHeaders")
        .properties()
        .forEach(it -> headers.put(it.getKey(), it.getValue().asString()));
    Answer begun =
        web.send(
            stage.path("method").asString(),
            here(stage.path("url").asString()),
            stage.path("payload").toString(),
            headers);
    assertThat(begun.status()).isEqualTo(202);
    assertThat(stage.path("statusUrlResolution").asString()).isEqualTo("locationHeader");
    String location = begun.response().headers().firstValue("Location").orElseThrow();
    JsonNode running = web.send("GET", location, null, headers).json();
    assertThat(at(running, stage, "statusJsonPath").asString()).isEqualTo("RUNNING");
    assertThat(at(running, stage, "progressJsonPath").isString()).isTrue();
    web.gates().end(GateControllerTest.verdict(verdict));

    JsonNode ended = web.send("GET", location, null, headers).json();
    assertThat(at(ended, stage, "statusJsonPath").asString()).isEqualTo(status);
    assertThat(
            List.of(
                stage.path("successStatuses").asString(),
                stage.path("terminalStatuses").asString()))
        .contains(status);
    Answer cancelled =
        web.send(
            stage.path("cancelMethod").asString(),
            here(stage.path("cancelEndpoint").asString()),
            stage.path("cancelPayload").toString(),
            headers);
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("verdict")).isEqualTo(verdict);
  }

  private static JsonNode at(JsonNode answer, JsonNode stage, String path) {
    return answer.at(stage.path(path).asString().replace("$", "").replace('.', '/'));
  }
}
