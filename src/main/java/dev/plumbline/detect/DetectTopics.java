package dev.plumbline.detect;

import dev.plumbline.topic.Topic;
import java.time.Duration;

/** What this module publishes. */
public final class DetectTopics {
  public static final Topic<Evidence> EVIDENCE =
      Topic.compacted("detect.evidence.v1", Evidence.class, 4);
  public static final Topic<Detection> DETECTIONS =
      Topic.keeping("detect.detections.v1", Detection.class, 1, Duration.ofDays(35));

  private DetectTopics() {}
}
