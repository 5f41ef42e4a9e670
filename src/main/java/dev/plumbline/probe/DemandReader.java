package dev.plumbline.probe;

import dev.plumbline.topic.UnreadableRecordException;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code probe.demands.v1} and refuses those that are no whole demand. */
public final class DemandReader {
  private DemandReader() {}

  /**
   * Reads one record.
   *
   * @throws UnreadableRecordException if the value is no demand, or one of another target than its
   *     key says: compaction would keep it for ever
   */
  public static Demand read(@Nullable String key, byte @Nullable [] value) {
    Demand demand = ProbeTopics.DEMANDS.decode(value);
    if (!demand.key().equals(key)) {
      throw new UnreadableRecordException(
          "%s: a demand of %s under the key %s"
              .formatted(ProbeTopics.DEMANDS.name(), demand.key(), key),
          null);
    }
    return demand;
  }
}
