package dev.plumbline.feedback;

import static dev.plumbline.feedback.FeedbackTopics.CONSUMER;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.feedback.FeedbackMachine.Taken;
import dev.plumbline.feedback.FeedbackProcessor.Result;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.TopicStreams;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Counts in, observations out. A model lives in one partition, so in one task. */
@Component
@ConditionalOnRole(Role.SCORER)
final class FeedbackTopology {
  private final CatalogSource catalog;
  private final FeedbackProperties properties;
  private final FeedbackMetrics metrics;

  FeedbackTopology(CatalogSource catalog, FeedbackProperties properties, FeedbackMetrics metrics) {
    this.catalog = catalog;
    this.properties = properties;
    this.metrics = metrics;
  }

  @Autowired
  void addTo(StreamsBuilder builder) {
    KStream<String, Result> results =
        TopicStreams.read(builder, FeedbackTopics.COUNTS, CONSUMER)
            .process(FeedbackProcessor.supplier(catalog, properties), Named.as("feedback-compare"));
    results
        .peek((_, result) -> metrics.count(result), Named.as("feedback-count"))
        .flatMap((_, result) -> observations(result), Named.as("feedback-observe"))
        .to(
            ScoreTopics.OBSERVATIONS.name(),
            TopicStreams.write(ScoreTopics.OBSERVATIONS, CONSUMER));
    results
        .flatMapValues(FeedbackTopology::refused, Named.as("feedback-refused"))
        .processValues(RefusedWriter::new, Named.as("feedback-refused-cause"))
        .to(
            FeedbackTopics.REFUSED_COUNTS.name(),
            Produced.with(Serdes.String(), Serdes.ByteArray()).withName("feedback-refused-sink"));
  }

  private static List<KeyValue<String, Observation>> observations(Result result) {
    return switch (result) {
      case Result.Refused _, Result.Counted(Taken.Late _) -> List.of();
      case Result.Counted(Taken.Closed(_, List<Observation> observations)) ->
          observations.stream().map(it -> KeyValue.pair(it.check(), it)).toList();
    };
  }

  private static List<Result.Refused> refused(Result result) {
    return switch (result) {
      case Result.Refused refused -> List.of(refused);
      case Result.Counted _ -> List.of();
    };
  }

  /** Writes counts as they were read, with what is wrong in a header of their own copy. */
  private static final class RefusedWriter
      extends ContextualFixedKeyProcessor<String, Result.Refused, byte[]> {
    @Override
    public void process(FixedKeyRecord<String, Result.Refused> record) {
      RecordHeaders headers = new RecordHeaders(record.headers());
      headers.add(TopicStreams.CAUSE_HEADER, record.value().cause().getBytes(UTF_8));
      byte[] counts = FeedbackTopics.COUNTS.encode(record.value().counts());
      context().forward(record.withValue(counts).withHeaders(headers));
    }
  }
}
