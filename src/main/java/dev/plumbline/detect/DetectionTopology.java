package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.Observation;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicStreams;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Observations in, evidence, detections and quarantines out. A check lives in one partition, so in
 * one task.
 */
@Component
@ConditionalOnRole(Role.SCORER)
final class DetectionTopology {
  private final CatalogSource catalog;
  private final Topic<Observation> observations;
  private final Topic<Evidence> evidence;
  private final Topic<Detection> detections;

  DetectionTopology(
      CatalogSource catalog,
      Topic<Observation> observations,
      Topic<Evidence> evidence,
      Topic<Detection> detections) {
    this.catalog = catalog;
    this.observations = observations;
    this.evidence = evidence;
    this.detections = detections;
  }

  @Autowired
  void addTo(StreamsBuilder builder) {
    KStream<String, Decision> decisions =
        TopicStreams.read(builder, observations, DetectTopics.CONSUMER)
            .process(DetectionProcessor.supplier(catalog), Named.as("detect-decide"));
    decisions
        .flatMapValues(DetectionTopology::evidence, Named.as("detect-evidence"))
        .to(evidence.name(), TopicStreams.write(evidence, DetectTopics.CONSUMER));
    decisions
        .flatMapValues(DetectionTopology::detections, Named.as("detect-detections"))
        .to(detections.name(), TopicStreams.write(detections, DetectTopics.CONSUMER));
    decisions
        .flatMapValues(DetectionTopology::quarantines, Named.as("detect-quarantines"))
        .to(
            DetectTopics.QUARANTINES.name(),
            TopicStreams.write(DetectTopics.QUARANTINES, DetectTopics.CONSUMER));
  }

  private static List<Evidence> evidence(Decision decision) {
    return switch (decision) {
      case Decision.Stands(Evidence stands) -> List.of(stands);
      case Decision.Fires _, Decision.Withholds _ -> List.of();
    };
  }

  private static List<Detection> detections(Decision decision) {
    return switch (decision) {
      case Decision.Stands _, Decision.Withholds _ -> List.of();
      case Decision.Fires(Detection fires) -> List.of(fires);
    };
  }

  private static List<Quarantine> quarantines(Decision decision) {
    return switch (decision) {
      case Decision.Stands _, Decision.Fires _ -> List.of();
      case Decision.Withholds(Quarantine quarantine) -> List.of(quarantine);
    };
  }
}
