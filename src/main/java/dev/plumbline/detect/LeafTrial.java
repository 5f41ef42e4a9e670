package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import dev.plumbline.score.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One session on one target, read by one check: one trial.
 *
 * @param probe its first exchange was an answer to, with the suite's name
 * @param at scheduled time of its last exchange
 * @param exchange id of its last exchange
 * @param window start of the window it is applied in
 * @param interval the target's mean time between slots
 * @param session how it was asked: {@code fresh}, {@code sticky}, {@code burst-16}
 * @param answers of the session that count, oldest first; at least one
 * @param versus where it is one side of a pair; else null
 */
record LeafTrial(
    Labels labels,
    String probe,
    Instant at,
    String exchange,
    Instant window,
    Duration interval,
    String session,
    List<Answer> answers,
    @Nullable Versus versus) {

  static final String FRESH = "fresh";
  static final String STICKY = "sticky";

  LeafTrial {
    answers = List.copyOf(answers);
  }

  /**
   * How it fared against a peer.
   *
   * @param lost 1 if it was wrong and the peer right, 0 the other way round, {@value #EVEN} if they
   *     were the same, between where answers are right in part
   */
  record Versus(Labels peer, double lost) {
    static final double EVEN = 0.5;

    boolean even() {
      return lost == EVEN;
    }
  }

  /**
   * One exchange.
   *
   * @param probe with the suite's name
   * @param compared what a reference makes of it; null where it is held to an objective
   */
  record Answer(
      String probe, String exchange, boolean failed, @Nullable Compared compared, Asked asked) {}

  /**
   * How it was asked; null where nobody says.
   *
   * @param prefix whether a cache held a part of the prompt: {@code warm}, {@code cold}
   * @param location where it was asked from
   */
  record Asked(@Nullable Boolean streamed, @Nullable String prefix, @Nullable String location) {
    static Asked of(Observation observation) {
      return new Asked(observation.streamed(), observation.prefix(), observation.location());
    }
  }

  /**
   * Compared with a reference.
   *
   * @param ratio likelihood ratio, with a mean of at most 1 in health
   * @param reference id of the reference
   */
  record Compared(double ratio, String reference) {}

  /** The order of application, whatever the order of arrival. */
  static final Comparator<LeafTrial> ORDER =
      Comparator.comparing(LeafTrial::at).thenComparing(LeafTrial::exchange);

  /** Whether the session was of one exchange. */
  boolean fresh() {
    return session.equals(FRESH);
  }

  boolean sticky() {
    return session.equals(STICKY);
  }

  boolean failed() {
    return answers.stream().anyMatch(Answer::failed);
  }

  /** Part of its answers that failed; of a pair the part that was lost. */
  double failedShare() {
    return versus != null ? versus.lost() : (double) failedExchanges().size() / answers.size();
  }

  /**
   * What references make of the session: the mean, which is an increment under any dependence, in
   * the epoch of its last answer; null where it is held to an objective.
   */
  @Nullable Compared compared() {
    Compared last = answers.getLast().compared();
    if (last == null) {
      return null;
    }
    double ratio =
        answers.stream()
            .map(Answer::compared)
            .filter(Objects::nonNull)
            .mapToDouble(Compared::ratio)
            .average()
            .orElseThrow();
    return new Compared(ratio, last.reference());
  }

  /** Newest first. */
  List<String> failedExchanges() {
    return answers.stream().filter(Answer::failed).map(Answer::exchange).toList().reversed();
  }

  /** The same, as if only these had been answered. */
  LeafTrial of(List<Answer> counted) {
    return new LeafTrial(labels, probe, at, exchange, window, interval, session, counted, versus);
  }
}
