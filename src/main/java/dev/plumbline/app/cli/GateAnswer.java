package dev.plumbline.app.cli;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.Verdict;
import dev.plumbline.input.Printable;
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
  private static final int MOST_CHARACTERS = 1_000;

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
    return opens() || named.endedAt() != null || !body.status().equals("RUNNING");
  }

  /** Whether it has ended and another attempt may be made. */
  boolean undecided() {
    return settled()
        && switch (body.judged()) {
          case Verdict.Pass _, Verdict.Fail _ -> false;
          case Verdict.Inconclusive _, Verdict.Broken _ -> !opens();
        };
  }

  /** Exit code; of an answer that contradicts itself it is no open gate's. */
  int code() {
    return opens()
        ? 0
        : body.judged().opens() ? GateCommand.ERROR : GateCommand.code(body.judged());
  }

  private boolean opens() {
    return body.ok() && (body.judged().opens() || named.override() != null);
  }

  /** Where it is, on one line. */
  String link() {
    return Printable.brief(named.statusUrl(), MOST_CHARACTERS);
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
