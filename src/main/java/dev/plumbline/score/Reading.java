package dev.plumbline.score;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a check read off one exchange. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.Trial.class, name = "trial"),
  @JsonSubTypes.Type(value = Reading.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Reading.Quantity.class, name = "quantity"),
  @JsonSubTypes.Type(value = Reading.NotATrial.class, name = "not_a_trial"),
})
public sealed interface Reading {

  /**
   * A trial that failed or did not.
   *
   * @param found what made it fail, short, for people; empty where it did not
   */
  record Trial(boolean failed, String found) implements Reading {}

  /**
   * How right an answer is.
   *
   * @param score 0 to 1
   * @param found what it lacks, short, for people; empty where it lacks nothing
   */
  record Score(double score, String found) implements Reading {
    public Score {
      if (!(score >= 0 && score <= 1)) {
        throw new IllegalArgumentException("a score of " + score);
      }
    }
  }

  /** A measured quantity, in the unit its check names. */
  record Quantity(double value) implements Reading {}

  /** Nothing to count: a numerical tie, or the response lacked what the check needs. */
  record NotATrial(String reason) implements Reading {}
}
