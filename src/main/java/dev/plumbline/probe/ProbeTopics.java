package dev.plumbline.probe;

import dev.plumbline.topic.Topic;
import java.time.Duration;

/** Topics this module owns. */
public final class ProbeTopics {
  /** Every exchange, keyed by target. */
  public static final Topic<Exchange> EXCHANGES =
      Topic.keeping("probe.exchanges.v1", Exchange.class, 4, Duration.ofDays(2));

  /**
   * Which targets are to be asked more for a while, keyed by target. The one edge against the flow
   * of data: written by {@code incident}, read by every worker.
   */
  public static final Topic<Demand> DEMANDS = Topic.compacted("probe.demands.v1", Demand.class, 1);

  private ProbeTopics() {}
}
