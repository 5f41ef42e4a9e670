package dev.plumbline.topic;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A Kafka topic whose values are JSON of one type. Declare one as a Spring bean and it is created
 * at start-up; keys are strings.
 *
 * @param name versioned, starts with its owning module: {@code score.observations.v1}
 * @param type what a value decodes to
 * @param partitions how many partitions it is created with
 * @param cleanup what the broker may throw away
 * @param largest bytes of the largest record; null for what a broker takes unasked, 1 MiB
 */
public record Topic<V>(
    String name, Class<V> type, int partitions, Cleanup cleanup, @Nullable Integer largest) {

  /** What the broker may throw away. */
  public sealed interface Cleanup {
    /** Records older than this. */
    record After(Duration retention) implements Cleanup {}

    /** All but the newest record of a key. */
    record Compact() implements Cleanup {}
  }

  public static <V> Topic<V> keeping(
      String name, Class<V> type, int partitions, Duration retention) {
    return new Topic<>(name, type, partitions, new Cleanup.After(retention), null);
  }

  public static <V> Topic<V> compacted(String name, Class<V> type, int partitions) {
    return new Topic<>(name, type, partitions, new Cleanup.Compact(), null);
  }

  /** The same with larger records; whoever writes them needs the same {@code max.request.size}. */
  public Topic<V> upTo(int bytes) {
    return new Topic<>(name, type, partitions, cleanup, bytes);
  }

  public byte[] encode(V value) {
    return Json.MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads one record.
   *
   * @throws UnreadableRecordException if the bytes are not JSON of this topic's type
   */
  public V decode(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableRecordException(name + ": empty record", null);
    }
    try {
      return Objects.requireNonNull(Json.MAPPER.readValue(bytes, type), "JSON null");
    } catch (JacksonException | NullPointerException e) {
      throw new UnreadableRecordException(name + ": " + e.getMessage(), e);
    }
  }

  /** Where a consumer puts records of this topic that it cannot read, with the cause in headers. */
  public String deadLetterName(String consumer) {
    return name + "." + consumer + ".dlt";
  }
}
