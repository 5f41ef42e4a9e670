package dev.plumbline.detect;

import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The topics of this module, in every process. */
@Configuration(proxyBeanMethods = false)
class DetectConfiguration {
  @Bean
  Topic<Evidence> evidenceTopic() {
    return DetectTopics.EVIDENCE;
  }

  @Bean
  Topic<Detection> detectionsTopic() {
    return DetectTopics.DETECTIONS;
  }

  @Bean
  Topic<Quarantine> quarantinesTopic() {
    return DetectTopics.QUARANTINES;
  }

  @Bean
  DeadLetters unreadableObservations() {
    return new DeadLetters(ScoreTopics.OBSERVATIONS, DetectTopics.CONSUMER);
  }
}
