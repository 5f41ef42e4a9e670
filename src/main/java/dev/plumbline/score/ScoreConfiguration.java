package dev.plumbline.score;

import dev.plumbline.reference.References;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every process has of this module: its topics and the checks. */
@Configuration(proxyBeanMethods = false)
class ScoreConfiguration {
  @Bean
  CheckRegistry checkRegistry(References references) {
    return CheckRegistry.standard(references);
  }

  @Bean
  Scorer scorer(CheckRegistry registry) {
    return new Scorer(registry);
  }

  @Bean
  ScoreMetrics scoreMetrics(MeterRegistry registry, InstantSource clock) {
    return new ScoreMetrics(registry, clock);
  }

  @Bean
  Topic<Observation> observationsTopic() {
    return ScoreTopics.OBSERVATIONS;
  }

  @Bean
  Topic<FlaggedExchange> flaggedTopic() {
    return ScoreTopics.FLAGGED;
  }

  @Bean
  DeadLetters unscoredExchanges() {
    return ScoreTopics.UNSCORED_EXCHANGES;
  }

  @Bean
  DeadLetters unreadableFlaggedExchanges() {
    return ScoreTopics.UNREADABLE_FLAGGED;
  }
}
