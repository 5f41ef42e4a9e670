package dev.plumbline.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one check read off one exchange: numbers and names, no transcript.
 *
 * @param session identity shared by the exchanges that are one sample
 * @param turns planned exchanges of that session; 1 for a fresh one
 * @param interval the target's mean time between slots: the base rate of its series is its inverse
 * @param streamed whether the answer was asked for as a stream; null where nobody says, as in
 *     history and in what older releases wrote
 * @param burst how often it was asked at once; null for once, and where nobody says
 * @param prefix {@code warm} where a cache held a part of the prompt, else {@code cold}; null where
 *     nobody says
 * @param location where it was asked from; null where nobody says
 */
public record Observation(
    String check,
    String exchange,
    String target,
    Labels labels,
    @Nullable String region,
    @Nullable String build,
    String suite,
    String probe,
    String session,
    int turns,
    Instant scheduledAt,
    Duration interval,
    Reading reading,
    @Nullable Boolean streamed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer burst,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String prefix,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String location) {

  public Observation {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(exchange, "exchange");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(labels, "labels");
    Objects.requireNonNull(suite, "suite");
    Objects.requireNonNull(probe, "probe");
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(scheduledAt, "scheduledAt");
    Objects.requireNonNull(reading, "reading");
    if (turns < 1 || !interval.isPositive()) {
      throw new IllegalArgumentException(
          "%s: %d turns at an interval of %s".formatted(exchange, turns, interval));
    }
  }

  /** Where nobody says how it was asked. */
  public Observation(
      String check,
      String exchange,
      String target,
      Labels labels,
      @Nullable String region,
      @Nullable String build,
      String suite,
      String probe,
      String session,
      int turns,
      Instant scheduledAt,
      Duration interval,
      Reading reading) {
    this(
        check,
        exchange,
        target,
        labels,
        region,
        build,
        suite,
        probe,
        session,
        turns,
        scheduledAt,
        interval,
        reading,
        null,
        null,
        null,
        null);
  }

  /** Whether it is kept as evidence. */
  public boolean failed() {
    return switch (reading) {
      case Reading.Trial trial -> trial.failed();
      case Reading.Compared compared -> compared.failed();
      case Reading.Graded graded -> graded.lacking();
      case Reading.Score _, Reading.Quantity _, Reading.NotATrial _ -> false;
    };
  }
}
