package dev.plumbline.probe;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/** Publishes exchanges. One that cannot be published is not sent again: its claim ends lost. */
final class ExchangePublisher {
  /** How long the producer tries one record. */
  static final Duration GIVES_UP_AFTER = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(ExchangePublisher.class);

  private final KafkaOperations<String, byte[]> kafka;
  private final ProbeMetrics metrics;
  private final AtomicBoolean failing = new AtomicBoolean();

  ExchangePublisher(KafkaOperations<String, byte[]> kafka, ProbeMetrics metrics) {
    this.kafka = kafka;
    this.metrics = metrics;
  }

  /** Hands an exchange to the broker; it counts as a run once the broker has it. */
  void publish(Exchange exchange) {
    try {
      byte[] value = ProbeTopics.EXCHANGES.encode(exchange);
      var _ =
          kafka
              .send(ProbeTopics.EXCHANGES.name(), exchange.target(), value)
              .whenComplete((_, failure) -> sent(exchange, failure));
    } catch (KafkaException | org.springframework.kafka.KafkaException e) {
      notPublished(exchange, e);
    }
  }

  void flush() {
    kafka.flush();
  }

  private void sent(Exchange exchange, @Nullable Throwable failure) {
    if (failure != null) {
      notPublished(exchange, failure);
      return;
    }
    metrics.published(exchange);
    if (failing.getAndSet(false)) {
      log.info("the broker takes exchanges again");
    }
  }

  private void notPublished(Exchange exchange, Throwable failure) {
    metrics.notPublished();
    if (!failing.getAndSet(true)) {
      log.warn(
          "exchange {} of {} is lost, and more until the broker takes them again: {}",
          exchange.id(),
          exchange.target(),
          failure.toString());
    }
  }
}
