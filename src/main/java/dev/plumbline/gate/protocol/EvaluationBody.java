package dev.plumbline.gate.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as every caller that reads JSON gets it.
 *
 * @param verdict pass, fail, inconclusive or error; never changed by an override
 * @param ok whether the gate is open: by its verdict, or by an override that holds
 * @param status SUCCEEDED, TERMINAL or RUNNING; SUCCEEDED whenever the gate is open
 * @param progress for people; always a text
 * @param samples pairs judged
 * @param evaluatedAt when it ended; while it runs, now
 * @param endedAt null while it runs: an INCONCLUSIVE that holds has ended, and its status is
 *     RUNNING
 * @param statusUrl where to ask for this again
 * @param evidenceUrl page for people that shows why
 * @param factsUrl all that the verdict follows from
 * @param override the one that holds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EvaluationBody(
    String id,
    String gate,
    int attempt,
    String verdict,
    boolean ok,
    String status,
    double score,
    String progress,
    Subject subject,
    Baseline baseline,
    long samples,
    double alpha,
    double evidence,
    double decidesAt,
    List<GateBody.Detector> detectors,
    List<String> reasons,
    Instant requestedAt,
    Instant evaluatedAt,
    @Nullable Instant endedAt,
    String statusUrl,
    String evidenceUrl,
    String factsUrl,
    @Nullable GateOverride override) {

  /** The candidate; without labels where the catalog no longer knows it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Subject(
      String target,
      @Nullable String model,
      @Nullable String platform,
      @Nullable String accelerator,
      @Nullable String pool,
      String build,
      @Nullable String environment) {}

  /**
   * What it is compared with.
   *
   * @param samples its answers that the best fed check read
   */
  record Baseline(String target, long samples) {}

  /** Our own failure, which says nothing of the candidate, keeps no caller's gate shut. */
  boolean broken() {
    return verdict.equals("error") && !ok;
  }
}
