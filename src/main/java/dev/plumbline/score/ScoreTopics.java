package dev.plumbline.score;

import dev.plumbline.topic.Topic;
import java.time.Duration;

public final class ScoreTopics {
  public static final Topic<Observation> OBSERVATIONS =
      Topic.keeping("score.observations.v1", Observation.class, 4, Duration.ofDays(35));

  private ScoreTopics() {}
}
