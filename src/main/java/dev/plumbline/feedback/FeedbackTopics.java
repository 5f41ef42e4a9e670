package dev.plumbline.feedback;

import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import java.time.Duration;

/** The topics this module owns. */
public final class FeedbackTopics {
  /** What users reported, keyed by model: all of one model in one order. */
  public static final Topic<FeedbackCounts> COUNTS =
      Topic.keeping("feedback.counts.v1", FeedbackCounts.class, 4, Duration.ofDays(35));

  /** Names this module's operators, consumers and dead letters. */
  static final String CONSUMER = "feedback";

  /** Counts that cannot be read or that name what nobody knows. */
  static final DeadLetters REFUSED_COUNTS = new DeadLetters(COUNTS, CONSUMER);

  private FeedbackTopics() {}
}
