package dev.plumbline.incident.change;

import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import java.time.Duration;

/** The topic of changes. */
public final class ChangeTopics {
  /** Every change anybody told of, keyed by its id, all in one order. */
  public static final Topic<Change> CHANGES =
      Topic.keeping("incident.changes.v1", Change.class, 1, Duration.ofDays(35));

  static final DeadLetters UNREADABLE_CHANGES = new DeadLetters(CHANGES, "incident");

  private ChangeTopics() {}
}
