package dev.plumbline.probe;

import dev.plumbline.topic.Topic;
import java.time.Duration;

/** Topics this module owns. */
public final class ProbeTopics {
  /** Every exchange, keyed by target. */
  public static final Topic<Exchange> EXCHANGES =
      Topic.keeping("probe.exchanges.v1", Exchange.class, 4, Duration.ofDays(2));

  private ProbeTopics() {}
}
