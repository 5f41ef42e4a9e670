package dev.plumbline.score;

import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import java.time.Duration;

/** The topics this module owns. */
public final class ScoreTopics {
  /** Every observation, keyed by check: all of one check in one order. */
  public static final Topic<Observation> OBSERVATIONS =
      Topic.keeping("score.observations.v1", Observation.class, 4, Duration.ofDays(35));

  /** Exchanges that failed a check, keyed by target, on their way into PostgreSQL. */
  public static final Topic<FlaggedExchange> FLAGGED =
      Topic.keeping("score.flagged.v1", FlaggedExchange.class, 4, Duration.ofDays(7));

  /** Names this module's operators, consumers and dead letters. */
  static final String CONSUMER = "score";

  /** Exchanges that cannot be read, or that crash a check. */
  static final DeadLetters UNSCORED_EXCHANGES = new DeadLetters(ProbeTopics.EXCHANGES, CONSUMER);

  /** Flagged exchanges that cannot be read. */
  static final DeadLetters UNREADABLE_FLAGGED = new DeadLetters(FLAGGED, CONSUMER);

  private ScoreTopics() {}
}
