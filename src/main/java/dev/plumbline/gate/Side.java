package dev.plumbline.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a check read off the answer of one side of a pair. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Side.Trial.class, name = "trial"),
  @JsonSubTypes.Type(value = Side.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Side.Quantity.class, name = "quantity"),
  @JsonSubTypes.Type(value = Side.Missing.class, name = "missing"),
})
public sealed interface Side {

  /** A trial that failed or did not. */
  record Trial(boolean failed) implements Side {}

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

  /** Whether there is something to count. */
  default boolean present() {
    return switch (this) {
      case Trial _, Score _, Quantity _ -> true;
      case Missing _ -> false;
    };
  }
}
