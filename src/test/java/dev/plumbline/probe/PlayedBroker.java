package dev.plumbline.probe;

import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** A producer whose broker takes everything, or nothing. */
final class PlayedBroker extends MockProducer<String, byte[]> {
  PlayedBroker() {
    super(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  KafkaTemplate<String, byte[]> template() {
    return new KafkaTemplate<>(new MockProducerFactory<>(() -> this));
  }

  /** The template closes what it borrowed; the real factory lends, too. */
  @Override
  public void close(Duration timeout) {}
}
