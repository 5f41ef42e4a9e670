package dev.plumbline.score;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a check read off one exchange. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reading.Trial.class, name = "trial"),
  @JsonSubTypes.Type(value = Reading.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Reading.Quantity.class, name = "quantity"),
  @JsonSubTypes.Type(value = Reading.Compared.class, name = "compared"),
  @JsonSubTypes.Type(value = Reading.Graded.class, name = "graded"),
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

  /**
   * An answer compared with a reference.
   *
   * @param failed whether it is strange enough to be shown
   * @param ratio how much likelier under a regression than in health: 0 or more, with a mean of at
   *     most 1 over healthy answers, given the reference
   * @param reference id of the reference: the epoch it counts in
   * @param found what is strange about it, short, for people; empty where nothing is
   */
  record Compared(boolean failed, double ratio, String reference, String found) implements Reading {
    public Compared {
      if (!(ratio >= 0 && ratio < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("a likelihood ratio of " + ratio);
      }
    }
  }

  /**
   * One side of a pair: an answer graded, to be compared with another target's to the same probe at
   * the same moment.
   *
   * @param grade 0 (wrong) to 1 (right)
   * @param peer name of the target it is compared with; null where only others are compared with it
   * @param found what it lacks, short, for people; empty where it lacks nothing
   */
  record Graded(double grade, @Nullable String peer, String found) implements Reading {
    public Graded {
      if (!(grade >= 0 && grade <= 1)) {
        throw new IllegalArgumentException("a grade of " + grade);
      }
    }

    boolean lacking() {
      return grade < 1;
    }
  }

  /** Nothing to count: a numerical tie, or the response lacked what the check needs. */
  record NotATrial(String reason) implements Reading {}
}
