package dev.plumbline.gate.protocol;

import dev.plumbline.gate.Policy;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * As much of Kayenta as Argo Rollouts speaks to, and a remote judge for Kayenta itself. A canary
 * configuration is a gate; the scopes name the targets, and the location of the experiment the
 * build.
 */
@RestController
@RequestMapping("/api/v1/gates/kayenta")
@ConditionalOnRole(Role.API)
class KayentaController {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_SAMPLE_BYTES = 8 * 1024 * 1024;

  private final Gates gates;
  private final GateGuard guard;
  private final InstantSource clock;

  /** A configuration as Argo looks for it: by its name. */
  record CanaryConfig(
      String id,
      String name,
      long updatedTimestamp,
      String updatedTimestampIso,
      List<String> applications) {}

  KayentaController(Gates gates, GateGuard guard, InstantSource clock) {
    this.gates = gates;
    this.guard = guard;
    this.clock = clock;
  }

  /** All gates, for whatever application. */
  @GetMapping("/canaryConfig")
  List<CanaryConfig> configurations(
      @RequestParam(defaultValue = "plumbline") String application, HttpServletRequest request) {
    guard.require(request);
    return gates.policies().stream()
        .map(Policy::name)
        .map(
            name -> new CanaryConfig(name, name, 0, Instant.EPOCH.toString(), List.of(application)))
        .toList();
  }

  /** Asks; the same question has the same execution. */
  @PostMapping("/canary/{id}")
  Map<String, String> start(@PathVariable String id, HttpServletRequest request)
      throws IOException {
    guard.require(request);
    JsonNode body = json(guard.body(request, MOST_BYTES));
    KayentaThresholds thresholds = KayentaThresholds.of(body.path("thresholds"));
    Payload scopes = scopes(body);
    Payload experiment = scopes.at("experimentScope");
    GateRequest question =
        new GateRequest(
            id,
            experiment.text("scope"),
            scopes.at("controlScope").text("scope"),
            experiment
                .optional("location")
                .or(() -> experiment.optional("region"))
                .orElseThrow(() ->
                    new InvalidFieldException(
                        "scopes.experimentScope.location", "must name the build: set region")),
            null);
    KayentaExecution execution = KayentaExecution.of("", thresholds);
    Evaluation evaluation = gates.ask(question).evaluation();
    return Map.of(
        "canaryExecutionId",
        new KayentaExecution(evaluation.id(), execution.pass(), execution.marginal()).id());
  }

  /** How far it is. What is our own failure is no answer, so that nobody takes it for a score. */
  @GetMapping("/canary/{execution}")
  KayentaStatus status(@PathVariable String execution, HttpServletRequest request) {
    guard.require(request);
    KayentaExecution asked = KayentaExecution.parse(execution);
    Evaluation evaluation =
        gates
            .find(asked.evaluation())
            .orElseThrow(() -> Problems.of(HttpStatus.NOT_FOUND, "no such execution"));
    Instant now = clock.instant();
    if ("error".equals(evaluation.verdict()) && !evaluation.opens(now)) {
      throw Problems.of(
          HttpStatus.SERVICE_UNAVAILABLE, String.join("; ", evaluation.body().reasons()));
    }
    return KayentaStatus.of(asked, evaluation, now);
  }

  /** Judges samples that the caller has. */
  @PostMapping("/judge")
  RemoteJudgement judge(HttpServletRequest request) throws IOException {
    guard.require(request);
    return SampleJudge.judge(SampleReader.read(json(guard.body(request, MOST_SAMPLE_BYTES))));
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (JacksonException _) {
      // told below
    }
    throw new InvalidFieldException("body", "is not a JSON object");
  }

  /** The one scope there is: its name is the caller's. */
  private static Payload scopes(JsonNode body) {
    JsonNode scopes = body.path("scopes");
    if (!scopes.isObject() || scopes.size() != 1) {
      throw new InvalidFieldException("scopes", "must hold exactly one scope");
    }
    return Payload.parse(Json.MAPPER.writeValueAsBytes(scopes.iterator().next()));
  }
}
