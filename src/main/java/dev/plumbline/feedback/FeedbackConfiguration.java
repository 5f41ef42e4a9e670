package dev.plumbline.feedback;

import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every process has of this module: its topics, settings and metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FeedbackProperties.class)
class FeedbackConfiguration {
  @Bean
  Topic<FeedbackCounts> feedbackCountsTopic() {
    return FeedbackTopics.COUNTS;
  }

  @Bean
  DeadLetters refusedFeedbackCounts() {
    return FeedbackTopics.REFUSED_COUNTS;
  }

  @Bean
  FeedbackMetrics feedbackMetrics(MeterRegistry registry) {
    return new FeedbackMetrics(registry);
  }
}
