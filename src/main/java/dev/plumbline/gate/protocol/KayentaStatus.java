package dev.plumbline.gate.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.gate.live.Evaluation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of an execution in Kayenta's words. Argo reads {@code complete} and the score. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KayentaStatus(
    String pipelineId,
    Map<String, String> stageStatus,
    boolean complete,
    String status,
    @Nullable Result result,
    String canaryConfigId,
    long buildTimeMillis,
    String buildTimeIso,
    long startTimeMillis,
    String startTimeIso,
    @Nullable Long endTimeMillis,
    @Nullable String endTimeIso) {

  record Result(JudgeResult judgeResult) {}

  record JudgeResult(
      String judgeName, Score score, List<Object> groupScores, List<Object> results) {}

  record Score(double score, String classification, String classificationReason) {}

  static KayentaStatus of(KayentaExecution execution, Evaluation evaluation, Instant now) {
    boolean complete = !evaluation.running() || evaluation.opens(now);
    @Nullable Instant end = evaluation.endedAt();
    return new KayentaStatus(
        execution.id(),
        Map.of("judge", complete ? "succeeded" : "running"),
        complete,
        complete ? "succeeded" : "running",
        complete
            ? new Result(
                new JudgeResult(
                    "plumbline",
                    score(evaluation, execution.thresholds(), now),
                    List.of(),
                    List.of()))
            : null,
        evaluation.request().gate(),
        evaluation.requestedAt().toEpochMilli(),
        evaluation.requestedAt().toString(),
        evaluation.requestedAt().toEpochMilli(),
        evaluation.requestedAt().toString(),
        end == null ? null : end.toEpochMilli(),
        end == null ? null : end.toString());
  }

  private static Score score(Evaluation evaluation, KayentaThresholds thresholds, Instant now) {
    String reason = String.join("; ", evaluation.body().reasons());
    if (evaluation.opens(now)) {
      return new Score(KayentaThresholds.MOST, "Pass", reason);
    }
    return "inconclusive".equals(evaluation.verdict())
        ? new Score(thresholds.between(), "Marginal", reason)
        : new Score(0, "Fail", reason);
  }
}
