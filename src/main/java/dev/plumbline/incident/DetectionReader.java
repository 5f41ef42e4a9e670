package dev.plumbline.incident;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.topic.UnreadableRecordException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads detections and refuses those that lack what grouping stands on. */
final class DetectionReader {
  private DetectionReader() {}

  /**
   * @throws UnreadableRecordException if the bytes are no detection, or not a whole one
   */
  static Detection read(byte @Nullable [] bytes) {
    Detection detection = DetectTopics.DETECTIONS.decode(bytes);
    try {
      Objects.requireNonNull(detection.id(), "id");
      Objects.requireNonNull(detection.at(), "at");
      Objects.requireNonNull(detection.series(), "series");
      Objects.requireNonNull(detection.series().check(), "series.check");
      Objects.requireNonNull(detection.series().slice(), "series.slice");
      Objects.requireNonNull(detection.exchanges(), "exchanges");
      Objects.requireNonNull(detection.leaves(), "leaves");
      switch (Objects.requireNonNull(detection.kind(), "kind")) {
        case PAGE, TICKET -> alarm(detection);
        case CLEARED -> {}
      }
    } catch (NullPointerException e) {
      throw unreadable(detection, "has no " + e.getMessage());
    }
    return detection;
  }

  private static void alarm(Detection detection) {
    Detection.Onset onset = Objects.requireNonNull(detection.onset(), "onset");
    Objects.requireNonNull(onset.earliest(), "onset.earliest");
    Objects.requireNonNull(onset.likeliest(), "onset.likeliest");
    Objects.requireNonNull(onset.latest(), "onset.latest");
    for (Detection.LeafCount count : detection.leaves()) {
      Objects.requireNonNull(count.leaf(), "leaves.leaf");
      if (!(count.objective() > 0 && count.objective() < 1)) {
        throw unreadable(
            detection,
            "%s: objective %s, not in (0, 1)".formatted(count.leaf(), count.objective()));
      }
      if (count.failures() < 0 || count.trials() < count.failures()) {
        throw unreadable(
            detection,
            "%s: %d failures of %d trials"
                .formatted(count.leaf(), count.failures(), count.trials()));
      }
    }
  }

  private static UnreadableRecordException unreadable(Detection detection, String why) {
    return new UnreadableRecordException(
        "%s: detection %s %s".formatted(DetectTopics.DETECTIONS.name(), detection.id(), why), null);
  }
}
