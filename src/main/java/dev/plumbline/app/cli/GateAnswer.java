package dev.plumbline.app.cli;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An evaluation as a server tells it.
 *
 * @param begun whether this question began it
 * @param sent the answer as it came
 */
record GateAnswer(boolean begun, GateBody body, Named named, JsonNode sent) {

  /**
   * What is told beside the verdict.
   *
   * @param endedAt null while it runs
   * @param override the one that holds
   */
  record Named(
      String id,
      int attempt,
      String statusUrl,
      @Nullable Instant endedAt,
      @Nullable GateOverride override) {}

  /**
   * Reads an answer.
   *
   * @throws JacksonException if it is something else
   */
  static GateAnswer of(boolean begun, byte[] json) {
    JsonNode sent = Json.MAPPER.readTree(json);
    return new GateAnswer(
        begun,
        Json.MAPPER.treeToValue(sent, GateBody.class),
        Json.MAPPER.treeToValue(sent, Named.class),
        sent);
  }

  /** Whether there is nothing to wait for: it has ended, or somebody opened the gate. */
  boolean settled() {
    return body.ok() || named.endedAt() != null || !body.status().equals("RUNNING");
  }

  /** Whether another attempt may be made. */
  boolean undecided() {
    return settled() && !body.ok() && !body.verdict().equals("fail");
  }

  /** Exit code. */
  int code() {
    return body.ok() ? 0 : Math.max(1, GateCommand.code(body.judged()));
  }

  /** How far it is, on one line. */
  String progress() {
    long required = body.detectors().stream().filter(GateBody.Detector::required).count();
    long passing =
        body.detectors().stream().filter(check -> check.required() && check.passes()).count();
    return String.format(
        Locale.ROOT,
        "%s, %d of %d required checks pass, evidence against it %.3g, %.3g decides",
        body.progress(),
        passing,
        required,
        body.evidence(),
        body.decidesAt());
  }
}
