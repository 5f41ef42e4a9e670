package dev.plumbline.app.setup;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.feedback.FeedbackTopics;
import dev.plumbline.incident.change.ChangeTopics;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.role.Role;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicDefinitions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every topic there is, in one list; a test holds it to what a running system has. */
public final class TopicUses {
  /** Of Kafka Streams, unless {@code spring.kafka.streams.application-id} says otherwise. */
  public static final String APPLICATION_ID = "plumbline-scorer";

  private static final Set<Role> WORKER = Set.of(Role.WORKER);
  private static final Set<Role> SCORER = Set.of(Role.SCORER);
  private static final Set<Role> API = Set.of(Role.API);
  private static final Set<Role> NOBODY = Set.of();

  private TopicUses() {}

  /** All of them by name, those of Kafka Streams last. */
  public static List<TopicUse> all(String applicationId) {
    return Stream.of(declared(), deadLetters(), changelogs(applicationId))
        .flatMap(it -> it)
        .sorted(Comparator.comparing(TopicUse::internal).thenComparing(TopicUse::name))
        .toList();
  }

  private static Stream<TopicUse> declared() {
    return Stream.of(
        use(ProbeTopics.EXCHANGES, WORKER, Set.of(Role.WORKER, Role.SCORER, Role.API)),
        use(ProbeTopics.DEMANDS, API, Set.of(Role.WORKER, Role.API)),
        use(ScoreTopics.OBSERVATIONS, SCORER, SCORER),
        use(ScoreTopics.FLAGGED, SCORER, API),
        use(DetectTopics.EVIDENCE, SCORER, API),
        use(DetectTopics.DETECTIONS, SCORER, API),
        use(DetectTopics.QUARANTINES, SCORER, API),
        use(FeedbackTopics.COUNTS, API, SCORER),
        use(ChangeTopics.CHANGES, API, API));
  }

  private static Stream<TopicUse> deadLetters() {
    return Stream.of(
        refused(ProbeTopics.EXCHANGES, "probe-recorder", WORKER),
        refused(ProbeTopics.EXCHANGES, "score", SCORER),
        refused(ProbeTopics.DEMANDS, "incident", API),
        refused(ScoreTopics.OBSERVATIONS, "detect", SCORER),
        refused(ScoreTopics.FLAGGED, "score", API),
        refused(DetectTopics.DETECTIONS, "incident", API),
        refused(FeedbackTopics.COUNTS, "feedback", SCORER),
        refused(ChangeTopics.CHANGES, "incident", API));
  }

  private static Stream<TopicUse> changelogs(String applicationId) {
    return Stream.concat(
        Stream.of("detect-clocks", "detect-probes", "detect-series", "detect-waiting")
            .map(it -> changelog(applicationId, it, ScoreTopics.OBSERVATIONS)),
        Stream.of("feedback-clocks", "feedback-counted", "feedback-pasts")
            .map(it -> changelog(applicationId, it, FeedbackTopics.COUNTS)));
  }

  private static TopicUse use(Topic<?> topic, Set<Role> writes, Set<Role> reads) {
    return new TopicUse(TopicDefinitions.of(topic), writes, reads, false);
  }

  private static TopicUse refused(Topic<?> topic, String consumer, Set<Role> writes) {
    DeadLetters letters = new DeadLetters(topic, consumer);
    return new TopicUse(TopicDefinitions.of(letters), writes, NOBODY, false);
  }

  private static TopicUse changelog(String applicationId, String store, Topic<?> filledFrom) {
    return new TopicUse(
        TopicDefinitions.changelog(applicationId, store, filledFrom.partitions()),
        SCORER,
        SCORER,
        true);
  }
}
