package dev.plumbline.probe;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/**
 * This module's producer. A bean of its own type, because a {@link KafkaTemplate} bean would take
 * the place of the application's.
 */
record ProbeProducer(KafkaTemplate<String, byte[]> template) implements DisposableBean {
  ProbeProducer(ProducerFactory<String, byte[]> factory) {
    this(new KafkaTemplate<>(factory));
  }

  @Override
  public void destroy() {
    template.destroy();
    template.getProducerFactory().reset();
  }
}
