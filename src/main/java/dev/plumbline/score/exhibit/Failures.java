package dev.plumbline.score.exhibit;

import dev.plumbline.score.FlaggedExchange;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.util.List;

/** What failed of an exchange, in words. */
final class Failures {
  private Failures() {}

  static List<Exhibit.Failure> of(FlaggedExchange flagged) {
    return flagged.failures().stream()
        .map(observation -> new Exhibit.Failure(observation.check(), found(observation)))
        .toList();
  }

  private static String found(Observation observation) {
    return switch (observation.reading()) {
      case Reading.Trial(_, String found) -> found;
      case Reading.Compared(_, double ratio, String reference, String found) ->
          "%s (likelihood ratio %.3g against reference %s)".formatted(found, ratio, reference);
      case Reading.Graded(double grade, _, String found) ->
          "grade %.2f: %s".formatted(grade, found);
      case Reading.Score(double score, String found) -> "score %.2f: %s".formatted(score, found);
      case Reading.Quantity(double value) -> "%.3g".formatted(value);
      case Reading.NotATrial(String reason) -> reason;
    };
  }
}
