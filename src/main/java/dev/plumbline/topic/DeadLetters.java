package dev.plumbline.topic;

/** The dead-letter topic of one consumer of one topic. Declare one as a bean and it is created. */
public record DeadLetters(Topic<?> topic, String consumer) {
  public String name() {
    return topic.deadLetterName(consumer);
  }
}
