package dev.plumbline.gate.live;

import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.Policy;
import dev.plumbline.input.InvalidFieldException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes release questions and tells how far their answers are: what every protocol speaks to. */
public interface Gates {

  /** A question is refused because another that it cannot stand beside was asked before. */
  final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConflictException(String message) {
      super(message);
    }
  }

  /** What became of a question. */
  record Asked(Evaluation evaluation, boolean begun) {}

  /** All policies in force. */
  List<Policy> policies();

  /**
   * The evaluation of this question, begun now if nobody asked before.
   *
   * @throws InvalidFieldException if there is no such gate or target, or the gate is not for it
   * @throws ConflictException if the build is being compared with another baseline
   */
  Asked ask(GateRequest request);

  /**
   * Another attempt, after one that ended INCONCLUSIVE or in ERROR.
   *
   * @throws ConflictException if the newest one runs, or has decided
   */
  Asked askAgain(GateRequest request);

  /**
   * The newest attempt at this question by the policy in force; begins nothing.
   *
   * @throws InvalidFieldException if there is no such gate
   * @throws ConflictException if the build is compared with another baseline
   */
  Optional<Evaluation> known(GateRequest request);

  Optional<Evaluation> find(String id);

  /** The newest of each gate and candidate, asked since a time. */
  List<Evaluation> newestOfEach(Instant since);

  /** Newest first. */
  List<Evaluation> newest(String gate, int limit);

  /** Ends one that runs: INCONCLUSIVE. One that has ended stays as it is; empty if unknown. */
  Optional<Evaluation> cancel(String id, String by);

  /**
   * Opens a gate in spite of its verdict.
   *
   * @return empty if unknown
   */
  Optional<Evaluation> override(String id, GateOverride override);

  /** All that a verdict follows from. */
  Optional<GateFacts> facts(String id);
}
