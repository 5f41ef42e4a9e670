package dev.plumbline.gate;

import dev.plumbline.catalog.CheckUse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a check reads, and so how a gate compares it. */
public enum CheckKind {
  /** Fails or does not, in health hardly ever: held to an own rate. */
  RARE_FAILURE(0.01),

  /** Right or wrong, in health too: compared pair by pair. */
  PAIRED_ANSWER(0.05),

  /** 0 to 1, larger is better: compared pair by pair. */
  SCORE(0.05),

  /** Any number: compared pair by pair, and by how many lie beyond what is usual. */
  QUANTITY(0.2);

  private static final Map<String, CheckKind> COMPARED =
      Map.of(
          CheckUse.PAIRED_ANSWER,
          PAIRED_ANSWER,
          CheckUse.Answer.NAME,
          PAIRED_ANSWER,
          CheckUse.Latency.NAME,
          QUANTITY);

  private final double usuallyAllowed;

  CheckKind(double usuallyAllowed) {
    this.usuallyAllowed = usuallyAllowed;
  }

  /** The kind of a check that Plumbline has, where it is not a rare failure. */
  static Optional<CheckKind> compared(String check) {
    return Optional.ofNullable(COMPARED.get(check));
  }

  /**
   * Kinds by which a check that Plumbline has can be compared, the usual one first: one that fails
   * in health too goes pair by pair, and time with a limit fails or does not.
   */
  static List<CheckKind> possible(String check) {
    return switch (compared(check).orElse(RARE_FAILURE)) {
      case RARE_FAILURE -> List.of(RARE_FAILURE, PAIRED_ANSWER);
      case PAIRED_ANSWER, SCORE -> List.of(PAIRED_ANSWER, SCORE);
      case QUANTITY -> List.of(QUANTITY, RARE_FAILURE, PAIRED_ANSWER);
    };
  }

  /** The regression allowed where a policy names none. */
  double usuallyAllowed() {
    return usuallyAllowed;
  }

  /** Whether a reading of this form can be compared so. */
  public boolean takes(Side side) {
    return switch (side) {
      case Side.Missing _ -> true;
      case Side.Trial _ -> this != QUANTITY;
      case Side.Compared _ -> this == RARE_FAILURE;
      case Side.Score _ -> this == PAIRED_ANSWER || this == SCORE;
      case Side.Quantity _ -> this == QUANTITY;
    };
  }
}
