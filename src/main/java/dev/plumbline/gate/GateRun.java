package dev.plumbline.gate;

import dev.plumbline.detect.history.PairedHistories;
import dev.plumbline.detect.history.PairedHistories.Half;
import dev.plumbline.detect.history.Progress;
import dev.plumbline.score.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A gate over recorded pairs. What the files hold of other checks than the policy's is passed over;
 * reading ends with the verdict.
 *
 * @param read what was read until then
 */
public record GateRun(GateState state, Verdict verdict, PairedHistories.Read read) {
  /** Pairs between two reports of progress. */
  static final long EVERY = 10_000;

  /** A reading cannot be compared as the policy says; the message names the place. */
  public static final class UnusableReadingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableReadingException(String message) {
      super(message);
    }
  }

  /** A required check for everything that the files hold, each at what is usually allowed. */
  public static Policy standard(PairedHistories histories, Progress progress) throws IOException {
    List<CheckRule> rules = new ArrayList<>();
    histories
        .checks(progress)
        .forEach((check, reading) -> rules.add(CheckRule.usual(check, kind(check, reading))));
    return Policy.standard(rules);
  }

  /**
   * Judges.
   *
   * @param kept is given every pair that was judged
   * @throws UnusableReadingException if a reading is not of the kind of its check
   */
  public static GateRun of(
      PairedHistories histories, Policy policy, Progress progress, Consumer<GatePair> kept)
      throws IOException {
    Judge judge = new Judge(policy, progress, kept);
    PairedHistories.Read read = histories.read(judge::pair);
    return new GateRun(judge.state, judge.state.ended("the histories end"), read);
  }

  private static final class Judge {
    private final Policy policy;
    private final Progress progress;
    private final Consumer<GatePair> kept;
    private GateState state;

    Judge(Policy policy, Progress progress, Consumer<GatePair> kept) {
      this.policy = policy;
      this.progress = progress;
      this.kept = kept;
      this.state = GateState.start(policy);
    }

    boolean pair(@Nullable Half candidate, @Nullable Half baseline) {
      GatePair pair = joined(candidate, baseline);
      kept.accept(pair);
      state = state.after(pair);
      if (state.pairs() % EVERY == 0) {
        progress.report("pairs judged", state.pairs(), 0);
      }
      return state.verdict().isEmpty();
    }

    private GatePair joined(@Nullable Half candidate, @Nullable Half baseline) {
      Half there = candidate == null ? java.util.Objects.requireNonNull(baseline) : candidate;
      Set<String> checks = new LinkedHashSet<>();
      for (Half half : new Half[] {candidate, baseline}) {
        if (half != null) {
          checks.addAll(half.readings().keySet());
        }
      }
      Map<String, GatePair.Sides> readings = new LinkedHashMap<>();
      for (String check : checks) {
        @Nullable CheckRule rule = policy.rule(check);
        if (rule != null) {
          readings.put(check, new GatePair.Sides(side(rule, candidate), side(rule, baseline)));
        }
      }
      return new GatePair(there.at(), there.probe(), readings);
    }
  }

  private static Side side(CheckRule rule, @Nullable Half half) {
    if (half == null) {
      return new Side.Missing("not in the file");
    }
    @Nullable Reading reading = half.readings().get(rule.check());
    Side side = reading == null ? new Side.Missing("not read") : side(reading);
    if (!rule.kind().takes(side)) {
      throw new UnusableReadingException(
          "%s: check %s is compared as %s and has %s here — %s"
              .formatted(
                  half.place(),
                  rule.check(),
                  CheckRuleReader.word(rule.kind()),
                  form(side),
                  "write what its kind takes, or give the policy another kind"));
    }
    return side;
  }

  /** What a reading is to a gate. */
  public static Side side(Reading reading) {
    return switch (reading) {
      case Reading.Trial(boolean failed, _) -> new Side.Trial(failed);
      case Reading.Compared compared -> new Side.Compared(compared.failed(), compared.ratio());
      case Reading.Score(double score, _) -> new Side.Score(score);
      case Reading.Graded graded -> new Side.Score(graded.grade());
      case Reading.Quantity(double value) -> new Side.Quantity(value);
      case Reading.NotATrial(String reason) -> new Side.Missing(reason);
    };
  }

  private static CheckKind kind(String check, Reading reading) {
    return switch (side(reading)) {
      case Side.Trial _ ->
          CheckKind.compared(check)
              .filter(it -> it != CheckKind.QUANTITY)
              .orElse(CheckKind.RARE_FAILURE);
      case Side.Score _ ->
          CheckKind.compared(check).filter(it -> it != CheckKind.QUANTITY).orElse(CheckKind.SCORE);
      case Side.Quantity _ -> CheckKind.QUANTITY;
      case Side.Compared _, Side.Missing _ -> CheckKind.RARE_FAILURE;
    };
  }

  private static String form(Side side) {
    return switch (side) {
      case Side.Trial _, Side.Compared _ -> "failed";
      case Side.Score _ -> "a score";
      case Side.Quantity _ -> "a value";
      case Side.Missing _ -> "nothing";
    };
  }
}
