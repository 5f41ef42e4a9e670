package dev.plumbline.feedback;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Writes counts to their topic. */
@Component
@ConditionalOnRole(Role.API)
class FeedbackPublisher {
  private final KafkaTemplate<String, byte[]> kafka;

  FeedbackPublisher(KafkaTemplate<String, byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Returns when all are written; sent again after a failure, none counts twice. */
  void publish(List<FeedbackCounts> counts) {
    CompletableFuture<?>[] sent =
        counts.stream()
            .map(it ->
                kafka.send(
                    FeedbackTopics.COUNTS.name(), it.model(), FeedbackTopics.COUNTS.encode(it)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(sent).join();
  }
}
