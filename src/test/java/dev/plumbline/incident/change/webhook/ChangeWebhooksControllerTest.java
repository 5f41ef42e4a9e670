package dev.plumbline.incident.change.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.incident.Database;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeDesk;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.node.ObjectNode;

/** Deliveries as their senders document them, honest ones and others, on a real database. */
class ChangeWebhooksControllerTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("HOOK_SECRET", SECRET, "HOOK_TOKEN", "correct-horse-battery", "SHORT", "hunter2");
  private static final List<String> SETTINGS =
      List.of(
          "webhooks.github.secret=env:HOOK_SECRET",
          "webhooks.most-bytes=64KB",
          "services[0].source=github",
          "services[0].service=acme/inference:*",
          "services[0].slice=*/*/tpu/*",
          "services[1].service=serving/inference-tpu",
          "services[1].slice=opus-4/*/tpu/*",
          "services[1].kind=model-swap",
          "services[2].service=inference/deploy tpu",
          "services[2].slice=*/direct/tpu/*");

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @RegisterExtension private final Database database = new Database();
  private ChangeDesk desk = new ChangeDesk(database, SETTINGS);
  private MockMvc http = client(desk);

  private static MockMvc client(ChangeDesk desk) {
    return MockMvcBuilders.standaloneSetup(
            new ChangeWebhooksController(desk.intake(), desk.properties(), ENVIRONMENT::get))
        .setControllerAdvice(new Problems())
        .setMessageConverters(new JacksonJsonHttpMessageConverter(ChangeDesk.JSON))
        .build();
  }

  private void with(String... more) {
    List<String> all = new ArrayList<>(SETTINGS);
    all.addAll(List.of(more));
    desk = new ChangeDesk(database, all);
    http = client(desk);
  }

  private static String body(String file) {
    try (InputStream in =
        requireNonNull(ChangeWebhooksControllerTest.class.getResourceAsStream(file + ".json"))) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MockHttpServletRequestBuilder delivery(String source, String body) {
    MockHttpServletRequestBuilder request =
        post("/api/v1/changes/webhooks/" + source)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body.getBytes(UTF_8));
    return source.equals("github")
        ? request
            .header("X-GitHub-Event", "deployment_status")
            .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
            .header("X-Hub-Signature-256", signature(body, SECRET))
        : request;
  }

  private ResultActions deliver(MockHttpServletRequestBuilder request) throws Exception {
    ResultActions answer = http.perform(request);
    desk.settled();
    return answer;
  }

  static String signature(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The example of GitHub's own documentation. */
  @Test
  void signaturesAreGitHubs() {
    assertThat(signature("Hello, World!", SECRET))
        .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github     | github-deployment-status | */*/tpu/*        | deploy        | deployment of acme/inference@f95f852 to production | kim | https://github.example/acme/inference/actions/runs/77",
        "argo-cd    | argo-cd                  | */*/*/*          | deploy        | sync of inference-tpu to f95f852bd8fc | kim | https://argocd.example/applications/inference-tpu",
        "kubernetes | kubernetes               | opus-4/*/tpu/*   | deploy        | serving/inference-tpu: replica set inference-tpu-5d9c7b8f6 starts | | ",
        "spinnaker  | spinnaker-pipeline       | */direct/tpu/*   | deploy        | pipeline deploy tpu of inference: succeeded | kim | ",
        "spinnaker  | spinnaker-stage          | */direct/tpu/*   | load-balancer | stage send traffic (enableServerGroup) of inference | kim | ",
      })
  void aDeliveryIsAChangeOnce(
      String source, String file, String slice, String kind, String title, String by, String link)
      throws Exception {
    deliver(delivery(source, body(file)))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.status").value("recorded"))
        .andExpect(jsonPath("$.slice").value(slice));
    deliver(delivery(source, body(file)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("known"));

    assertThat(desk.all())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.slice()).hasToString(slice);
          assertThat(change.kind()).isEqualTo(ChangeKind.of(kind));
          assertThat(change.title()).isEqualTo(title);
          assertThat(change.by()).isEqualTo(by);
          assertThat(change.link()).isEqualTo(link);
          assertThat(change.source()).isEqualTo(source);
          assertThat(change.at()).isEqualTo(Instant.parse("2026-11-23T13:55:12Z"));
        });
  }

  @Test
  void anUnknownServiceIsTheWholeFleetAndSaysSo() throws Exception {
    deliver(delivery("argo-cd", body("argo-cd")))
        .andExpect(jsonPath("$.note").value(containsString("unknown service 'inference-tpu'")));

    assertThat(desk.all())
        .extracting(Change::note)
        .containsExactly(
            "unknown service 'inference-tpu', taken for the whole fleet: name it in"
                + " plumbline.incident.changes.services");
  }

  /** Whatever the sender keeps texts in: the annotation goes before all rules. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github     | github-deployment-status | /deployment/payload",
        "argo-cd    | argo-cd                  | /annotations",
        "kubernetes | kubernetes               | /involvedObject/annotations",
        "spinnaker  | spinnaker-pipeline       | /payload/content/execution/trigger/parameters",
        "spinnaker  | spinnaker-stage          | /content/execution/trigger/parameters",
      })
  void anAnnotationSaysTheSliceAndTheKind(String source, String file, String pointer)
      throws Exception {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(body(file));
    ObjectNode annotations = (ObjectNode) body.at(pointer);
    annotations.put("plumbline.dev/slice", "haiku-3.5/*/gpu/*");
    annotations.put("plumbline.dev/kind", "config");
    deliver(delivery(source, body.toString())).andExpect(status().isAccepted());
    assertThat(desk.all())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.slice()).hasToString("haiku-3.5/*/gpu/*");
          assertThat(change.kind()).isEqualTo(ChangeKind.CONFIG);
          assertThat(change.note()).isNull();
        });

    annotations.put("plumbline.dev/slice", "tpu");
    deliver(delivery(source, body.toString()))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value("plumbline.dev/slice"));
    for (String kind : List.of("reboot", "maintenance")) {
      annotations.put("plumbline.dev/slice", "*/*/*/*").put("plumbline.dev/kind", kind);
      deliver(delivery(source, body.toString()))
          .andExpect(status().isBadRequest())
          .andExpect(jsonPath("$.field").value("plumbline.dev/kind"));
    }
  }

  /** GitHub keeps the payload of a deployment as whatever its maker sent: a text of JSON too. */
  @Test
  void aQuotedPayloadIsRead() throws Exception {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(body("github-deployment-status"));
    ((ObjectNode) body.path("deployment"))
        .put("payload", "{\"plumbline.dev/slice\": \"*/*/gpu/*\"}");
    deliver(delivery("github", body.toString())).andExpect(jsonPath("$.slice").value("*/*/gpu/*"));
  }

  @Test
  void laterStatusesOfADeploymentAreTheSameChange() throws Exception {
    String begun = body("github-deployment-status");
    String done = begun.replace("in_progress", "success").replace("13:55:12", "13:59:00");
    deliver(delivery("github", begun));
    deliver(delivery("github", done)).andExpect(jsonPath("$.status").value("known"));
    deliver(delivery("github", begun.replace("in_progress", "queued")))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.status").value("ignored"))
        .andExpect(jsonPath("$.reason").value(containsString("'queued'")));
    assertThat(desk.all()).hasSize(1);
  }

  /** The delivery's id is not signed: another one does not make another change of it. */
  @Test
  void aDeliveryPlayedBackUnderAnotherIdChangesNothing() throws Exception {
    String body = body("github-deployment-status");
    deliver(delivery("github", body));
    deliver(
            post("/api/v1/changes/webhooks/github")
                .contentType(MediaType.APPLICATION_JSON)
                .content(body.getBytes(UTF_8))
                .header("X-GitHub-Event", "deployment_status")
                .header("X-GitHub-Delivery", "00000000-0000-0000-0000-000000000000")
                .header("X-Hub-Signature-256", signature(body, SECRET)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("known"));
    assertThat(desk.all()).hasSize(1);
  }

  @Test
  void pingsAreAnsweredOnceProven() throws Exception {
    String zen = "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1}";
    MockHttpServletRequestBuilder ping =
        post("/api/v1/changes/webhooks/github")
            .contentType(MediaType.APPLICATION_JSON)
            .content(zen)
            .header("X-GitHub-Event", "ping");
    deliver(ping).andExpect(status().isUnauthorized());
    deliver(ping.header("X-Hub-Signature-256", signature(zen, SECRET)))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.status").value("pong"));
  }

  /** Nothing of what is forged is looked at: the body need not even be JSON. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha256=00",
        "sha256=zz",
        "sha1=757107ea0eb2509fc211221cce984b8a37570b6d",
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
      })
  void forgedSignaturesAreRefused(String signature) throws Exception {
    for (String body : List.of(body("github-deployment-status"), "{", "")) {
      deliver(
              post("/api/v1/changes/webhooks/github")
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(body)
                  .header("X-GitHub-Event", "deployment_status")
                  .header("X-Hub-Signature-256", signature))
          .andExpect(status().isUnauthorized())
          .andExpect(content().string(not(containsString(SECRET))));
    }
    assertThat(desk.all()).isEmpty();
  }

  @Test
  void aBodyChangedByOneByteOrSignedByAnotherSecretIsRefused() throws Exception {
    String body = body("github-deployment-status");
    for (String signature : List.of(signature(body + " ", SECRET), signature(body, SECRET + "!"))) {
      deliver(
              post("/api/v1/changes/webhooks/github")
                  .contentType(MediaType.APPLICATION_JSON)
                  .content(body.getBytes(UTF_8))
                  .header("X-GitHub-Event", "deployment_status")
                  .header("X-Hub-Signature-256", signature))
          .andExpect(status().isUnauthorized());
    }
    assertThat(desk.all()).isEmpty();
  }

  /** What is signed is the bytes that came, white space and all. */
  @Test
  void theRawBytesAreSigned() throws Exception {
    deliver(delivery("github", "\n " + body("github-deployment-status") + "\t"))
        .andExpect(status().isAccepted());
  }

  @Test
  void withoutASecretGitHubIsClosed() throws Exception {
    desk = new ChangeDesk(database, List.of());
    http = client(desk);
    deliver(delivery("github", body("github-deployment-status")))
        .andExpect(status().isForbidden())
        .andExpect(
            jsonPath("$.detail")
                .value(containsString("plumbline.incident.changes.webhooks.github.secret")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"argo-cd", "kubernetes", "spinnaker"})
  void othersNeedTheirTokenWhereThereIsOne(String source) throws Exception {
    with("webhooks." + source + ".token=env:HOOK_TOKEN");
    String body = body(source.equals("spinnaker") ? "spinnaker-stage" : source);
    deliver(delivery(source, body))
        .andExpect(status().isUnauthorized())
        .andExpect(header().string("WWW-Authenticate", "Bearer"));
    for (String wrong :
        List.of(
            "correct-horse-battery", "Bearer wrong", "Bearer ", "Basic correct-horse-battery")) {
      deliver(delivery(source, body).header("Authorization", wrong))
          .andExpect(status().isUnauthorized())
          .andExpect(content().string(not(containsString("correct-horse"))));
    }
    deliver(delivery(source, body).header("Authorization", "bearer correct-horse-battery"))
        .andExpect(status().isAccepted());
  }

  /** Closed by default: without a token, only what comes from here, for here, by no proxy. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost, '', 202",
    "127.0.0.9, 127.0.0.1, '', 202",
    "0:0:0:0:0:0:0:1, [::1], '', 202",
    "10.0.0.7, localhost, '', 403",
    "127.0.0.1, plumbline.example, '', 403",
    "127.0.0.1, 127.evil.example, '', 403",
    "127.0.0.1, localhost, X-Forwarded-For, 403",
    "127.0.0.1, localhost, Forwarded, 403",
  })
  void withoutATokenOnlyThisMachineIsHeard(
      String remote, String server, String proxied, int expected) throws Exception {
    MockHttpServletRequestBuilder request =
        delivery("kubernetes", body("kubernetes"))
            .with(servlet -> {
              servlet.setRemoteAddr(remote);
              servlet.setServerName(server);
              return servlet;
            });
    deliver(proxied.isEmpty() ? request : request.header(proxied, "10.0.0.7"))
        .andExpect(status().is(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "env:NOT_SET       | environment variable NOT_SET",
        "env:SHORT         | environment variable SHORT",
        "file:/not/there   | file /not/there",
      })
  void aSecretThatIsNotThereOpensNothing(String reference, String place) throws Exception {
    with("webhooks.kubernetes.token=" + reference);
    deliver(delivery("kubernetes", body("kubernetes")).header("Authorization", "Bearer hunter2"))
        .andExpect(status().isServiceUnavailable())
        .andExpect(content().string(not(containsString(place))));
  }

  @Test
  void aSecretInAFileIsReadAtEachUse(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first-secret-of-many\n");
    with("webhooks.kubernetes.token=file:" + file);
    deliver(
            delivery("kubernetes", body("kubernetes"))
                .header("Authorization", "Bearer first-secret-of-many"))
        .andExpect(status().isAccepted());
    Files.writeString(file, "second-secret-of-many");
    deliver(
            delivery("kubernetes", body("kubernetes"))
                .header("Authorization", "Bearer first-secret-of-many"))
        .andExpect(status().isUnauthorized());
  }

  /** What may be the secret itself is never repeated. */
  @Test
  void aSecretWrittenIntoTheSettingsIsRefusedAtStart() {
    ChangeDesk open =
        new ChangeDesk(database, List.of("webhooks.github.secret=ghs_verySecretIndeed"));
    assertThatThrownBy(() -> client(open))
        .hasMessageContaining("webhooks.github.secret is not a reference")
        .hasMessageNotContaining("verySecret");
  }

  @ParameterizedTest
  @CsvSource({
    "services[0].slice=tpu, a slice is model/platform/accelerator/pool",
    "services[0].slice=*/*/*/*;services[0].service=a;services[0].kind=reboot, kind is one of",
    "services[0].slice=*/*/*/*;services[0].service=a;services[0].kind=maintenance, whose end",
  })
  void rulesThatNameNothingAreRefusedAtStart(String settings, String message) {
    List<String> all = new ArrayList<>(List.of("services[0].service=a"));
    all.addAll(List.of(settings.split(";")));
    assertThatThrownBy(() -> new ChangeDesk(database, all))
        .rootCause()
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "github     | {                                     | body",
        "github     | []                                    | body",
        "github     | {}                                    | deployment_status.state",
        "github     | {'deployment_status': 7}              | deployment_status.state",
        "github     | {'deployment_status': {'state': {}}}  | deployment_status.state",
        "github     | {'deployment_status': {'state': 'success'}} | repository.full_name",
        "github     | {'deployment_status': {'state': 'success'}, 'repository': {'full_name': 'a/b'}} | deployment.sha",
        "github     | {'deployment_status': {'state': 'success', 'created_at': 'today'}, 'repository': {'full_name': 'a/b'}, 'deployment': {'id': 1, 'sha': 'abc'}} | deployment_status.created_at",
        "argo-cd    | {}                                    | phase",
        "argo-cd    | {'phase': 'Succeeded'}                | application",
        "argo-cd    | {'phase': 'Succeeded', 'application': 'a', 'startedAt': '<no value>'} | startedAt",
        "kubernetes | {}                                    | involvedObject.kind",
        "kubernetes | {'involvedObject': {'kind': 'Deployment'}} | reason",
        "kubernetes | {'involvedObject': {'kind': 'Deployment'}, 'reason': 'ScalingReplicaSet'} | message",
        "kubernetes | {'involvedObject': {'kind': 'Rollout'}, 'reason': 'RolloutUpdated', 'message': 'm'} | lastTimestamp",
        "spinnaker  | {}                                    | details.type",
        "spinnaker  | {'details': {'type': 'orca:pipeline:complete'}} | content.execution.id",
        "spinnaker  | {'details': {'type': 'orca:pipeline:complete'}, 'content': {'execution': {'id': 'a'}}} | content.execution.startTime",
        "spinnaker  | {'details': {'type': 'orca:pipeline:complete'}, 'content': {'execution': {'id': 'a', 'startTime': 'noon'}}} | content.execution.startTime",
        "spinnaker  | {'details': {'type': 'orca:stage:complete'}} | content.context.stageDetails.type",
      })
  void malformedBodiesAreToldByTheirField(String source, String body, String field)
      throws Exception {
    deliver(delivery(source, body.replace('\'', '"')))
        .andExpect(status().isBadRequest())
        .andExpect(jsonPath("$.field").value(field));
    assertThat(desk.all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "argo-cd    | {'phase': 'Pending'}",
        "kubernetes | {'involvedObject': {'kind': 'Pod'}, 'reason': 'Pulled'}",
        "kubernetes | {'involvedObject': {'kind': 'Deployment'}, 'reason': 'ScalingReplicaSet', 'message': 'Scaled down replica set a from 3 to 0'}",
        "kubernetes | {'involvedObject': {'kind': 'Deployment'}, 'reason': 'ScalingReplicaSet', 'message': 'Scaled up replica set a from 3 to 4'}",
        "spinnaker  | {'details': {'type': 'orca:task:complete'}}",
        "spinnaker  | {'details': {'type': 'orca:pipeline:starting'}}",
        "spinnaker  | {'details': {'type': 'orca:stage:complete'}, 'content': {'context': {'stageDetails': {'type': 'wait'}}}}",
      })
  void whatIsNoChangeIsIgnoredWithAReason(String source, String body) throws Exception {
    deliver(delivery(source, body.replace('\'', '"')))
        .andExpect(status().isAccepted())
        .andExpect(jsonPath("$.status").value("ignored"))
        .andExpect(jsonPath("$.reason").isNotEmpty());
    assertThat(desk.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"argo-cd", "kubernetes", "github", "spinnaker"})
  void whatIsTooLongIsRefusedAndWhatIsNoJsonIsNotRead(String source) throws Exception {
    deliver(delivery(source, "{\"a\": \"" + "x".repeat(64 * 1024) + "\"}"))
        .andExpect(status().isContentTooLarge());
    deliver(
            post("/api/v1/changes/webhooks/" + source)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .content("payload=%7B%7D"))
        .andExpect(status().isUnsupportedMediaType());
  }

  @Test
  void aSenderNobodyKnowsIsToldOfThoseThereAre() throws Exception {
    deliver(delivery("jenkins", "{}"))
        .andExpect(status().isNotFound())
        .andExpect(jsonPath("$.detail").value(containsString("argo-cd, github, kubernetes")));
  }

  /**
   * Names are what strangers call things: they are kept on one line, and links that lie not at all.
   */
  @Test
  void hostileTextsAreTamed() throws Exception {
    ObjectNode body = (ObjectNode) Json.MAPPER.readTree(body("argo-cd"));
    body.put("application", "a\u202e\n| b " + "x".repeat(5_000));
    body.put("link", "javascript:alert(1)");
    deliver(delivery("argo-cd", body.toString())).andExpect(status().isAccepted());

    assertThat(desk.all())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.title()).startsWith("sync of a | b xx").hasSizeLessThanOrEqualTo(300);
          assertThat(change.link()).isNull();
          assertThat(change.note()).contains("left out: link is neither http nor https");
        });
  }
}
