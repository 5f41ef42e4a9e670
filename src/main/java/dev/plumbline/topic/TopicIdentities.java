package dev.plumbline.topic;

/**
 * Tells topics of one name apart: one that was deleted and made anew, or that is on another Kafka,
 * is another, and what was noted of the offsets of the first says nothing of it.
 */
@FunctionalInterface
public interface TopicIdentities {

  /**
   * What only this topic is called.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not say, or has no such topic
   */
  String of(String topic);
}
