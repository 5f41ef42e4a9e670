package dev.plumbline.detect;

import dev.plumbline.topic.Topic;
import java.time.Duration;

/** The topics this module owns; what is of a series is keyed by {@link SeriesKey#toString()}. */
public final class DetectTopics {
  /** The newest state of every series, whole. */
  public static final Topic<Evidence> EVIDENCE =
      Topic.compacted("detect.evidence.v1", Evidence.class, 4);

  /**
   * Every crossing of a threshold, all in one order. Each tells of all leaves of its check, some
   * 170 bytes a leaf: 1 MiB would be too little for 6,000, and a scorer that cannot write stops.
   */
  public static final Topic<Detection> DETECTIONS =
      Topic.keeping("detect.detections.v1", Detection.class, 1, Duration.ofDays(35))
          .upTo(8 * 1024 * 1024);

  /** Probes whose trials enter no series, keyed by check and probe. */
  public static final Topic<Quarantine> QUARANTINES =
      Topic.compacted("detect.quarantines.v1", Quarantine.class, 1);

  /** Names this module's operators, consumers and dead letters. */
  static final String CONSUMER = "detect";

  private DetectTopics() {}
}
