package dev.plumbline.score;

import static dev.plumbline.score.ScoreTopics.CONSUMER;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import dev.plumbline.topic.TopicStreams;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Exchanges in; observations, flagged exchanges and, where a check is broken, dead letters out. */
@Component
@ConditionalOnRole(Role.SCORER)
final class ScoringTopology {
  private record Judged(Exchange exchange, Scoring scoring) {
    Stream<Scored> scored() {
      return switch (scoring) {
        case Unscored _ -> Stream.empty();
        case Scored scored -> Stream.of(scored);
      };
    }
  }

  private final CatalogSource catalog;
  private final Scorer scorer;
  private final ScoreMetrics metrics;

  ScoringTopology(CatalogSource catalog, Scorer scorer, ScoreMetrics metrics) {
    this.catalog = catalog;
    this.scorer = scorer;
    this.metrics = metrics;
  }

  @Autowired
  void addTo(StreamsBuilder builder) {
    KStream<String, Judged> judged =
        TopicStreams.read(builder, ProbeTopics.EXCHANGES, CONSUMER)
            .mapValues(this::judge, Named.as("score-judge"))
            .peek((_, it) -> metrics.count(it.exchange(), it.scoring()), Named.as("score-count"));
    judged
        .flatMap((_, it) -> observations(it), Named.as("score-observe"))
        .to(
            ScoreTopics.OBSERVATIONS.name(),
            TopicStreams.write(ScoreTopics.OBSERVATIONS, CONSUMER));
    judged
        .flatMapValues(ScoringTopology::flagged, Named.as("score-flag"))
        .to(ScoreTopics.FLAGGED.name(), TopicStreams.write(ScoreTopics.FLAGGED, CONSUMER));
    judged
        .flatMapValues(ScoringTopology::crashed, Named.as("score-crashed"))
        .processValues(DeadLetterWriter::new, Named.as("score-crashed-cause"))
        .to(
            ScoreTopics.UNSCORED_EXCHANGES.name(),
            Produced.with(Serdes.String(), Serdes.ByteArray()).withName("score-crashed-sink"));
  }

  private Judged judge(Exchange exchange) {
    return new Judged(exchange, scorer.judge(catalog.current(), exchange));
  }

  private static List<KeyValue<String, Observation>> observations(Judged judged) {
    return judged
        .scored()
        .flatMap(scored -> scored.observations().stream())
        .map(observation -> KeyValue.pair(observation.check(), observation))
        .toList();
  }

  private static List<FlaggedExchange> flagged(Judged judged) {
    return judged
        .scored()
        .filter(Scored::failed)
        .map(scored -> new FlaggedExchange(judged.exchange(), scored.observations()))
        .toList();
  }

  private static List<CrashedExchange> crashed(Judged judged) {
    return judged
        .scored()
        .filter(scored -> !scored.crashes().isEmpty())
        .map(scored -> new CrashedExchange(judged.exchange(), scored.crashes()))
        .toList();
  }
}
