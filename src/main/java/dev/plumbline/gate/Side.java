package dev.plumbline.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a check read off the answer of one side of a pair. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Side.Trial.class, name = "trial"),
  @JsonSubTypes.Type(value = Side.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Side.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Side.Quantity.class, name = "quantity"),
  @JsonSubTypes.Type(value = Side.Missing.class, name = "missing"),
})
public sealed interface Side {

  /** A trial that failed or did not. */
  record Trial(boolean failed) implements Side {}

  /**
   * A trial compared with an approved reference, bounded by two captures of it.
   *
   * @param ratio how much likelier under a regression than in health: 0 or more, with a mean of at
   *     most 1 over healthy answers, given the reference
   */
  record Compared(boolean failed, double ratio) implements Side {
    public Compared {
      if (!(ratio >= 0 && ratio < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a likelihood ratio of " + ratio);
      }
    }
  }

  /**
   * How right an answer is.
   *
   * @param score 0 to 1
   */
  record Score(double score) implements Side {
    public Score {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("a score of " + score);
      }
    }
  }

  /** A measured quantity, in the unit of its check. */
  record Quantity(double value) implements Side {
    public Quantity {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a quantity of " + value);
      }
    }
  }

  /**
   * Nothing to count: no answer, or one that lacked what the check needs. Never a success.
   *
   * @param reason for people
   */
  record Missing(String reason) implements Side {}

  /** Whether it is a trial that failed. */
  default boolean failed() {
    return switch (this) {
      case Trial(boolean failed) -> failed;
      case Compared(boolean failed, _) -> failed;
      case Score _, Quantity _, Missing _ -> false;
    };
  }

  /** Whether it is a trial that fails or does not. */
  default boolean isTrial() {
    return switch (this) {
      case Trial _, Compared _ -> true;
      case Score _, Quantity _, Missing _ -> false;
    };
  }

  /** Whether there is something to count. */
  default boolean present() {
    return switch (this) {
      case Trial _, Compared _, Score _, Quantity _ -> true;
      case Missing _ -> false;
    };
  }
}
