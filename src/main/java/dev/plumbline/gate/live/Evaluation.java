package dev.plumbline.gate.live;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One release question and how far its answer is.
 *
 * @param id the same question about the same build has the same
 * @param attempt 1 for the first
 * @param endedAt null while it runs
 * @param verdict {@code pass}, {@code fail}, {@code inconclusive} or {@code error}; null while it
 *     runs
 * @param body as others read it: while it runs its verdict is {@code inconclusive}, its status
 *     {@code RUNNING}
 * @param overrides all there were
 */
public record Evaluation(
    String id,
    GateRequest request,
    int attempt,
    Instant requestedAt,
    @Nullable Instant endedAt,
    @Nullable String verdict,
    GateBody body,
    List<GateOverride> overrides) {

  public Evaluation {
    overrides = List.copyOf(overrides);
  }

  public boolean running() {
    return verdict == null;
  }

  /** Whether the gate is open: only a PASS opens, or an override that holds. */
  public boolean opens(Instant at) {
    return "pass".equals(verdict) || override(at) != null;
  }

  /** The override that holds; null for none. */
  public @Nullable GateOverride override(Instant at) {
    return overrides.stream().filter(it -> it.holds(at)).findFirst().orElse(null);
  }
}
