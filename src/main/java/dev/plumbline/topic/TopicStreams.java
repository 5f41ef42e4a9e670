package dev.plumbline.topic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/** How Streams topologies read and write {@link Topic}s. */
public final class TopicStreams {

  /** Header of a dead letter that says why it is one. */
  public static final String CAUSE_HEADER = "plumbline-cause";

  private sealed interface Decoded<V> {
    record Value<V>(V value) implements Decoded<V> {}

    record Poison<V>(Bytes raw) implements Decoded<V> {}
  }

  private TopicStreams() {}

  /**
   * Values of a topic. A record that cannot be read goes to {@link Topic#deadLetterName} with its
   * cause in the header {@value #CAUSE_HEADER}; it never stops the stream and is never dropped.
   *
   * @param consumer names the operators and the dead-letter topic: the module that reads
   */
  public static <V> KStream<String, V> read(
      StreamsBuilder builder, Topic<V> topic, String consumer) {
    String prefix = consumer + "-" + topic.name().replace('.', '-');
    KStream<String, Decoded<V>> decoded =
        builder.stream(
                topic.name(),
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(prefix + "-source"))
            .processValues(() -> new Decoder<>(topic), Named.as(prefix + "-decode"));
    decoded
        .<byte[]>flatMapValues(TopicStreams::unreadable, Named.as(prefix + "-unreadable"))
        .to(
            topic.deadLetterName(consumer),
            Produced.with(Serdes.String(), Serdes.ByteArray()).withName(prefix + "-dead-letters"));
    return decoded.flatMapValues(TopicStreams::readable, Named.as(prefix + "-readable"));
  }

  /** Writes values of a topic. */
  public static <V> Produced<String, V> write(Topic<V> topic, String producer) {
    return Produced.with(Serdes.String(), serde(topic))
        .withName(producer + "-" + topic.name().replace('.', '-') + "-sink");
  }

  /** JSON without type headers: topics are not tied to class names. */
  public static <V> Serde<V> serde(Topic<V> topic) {
    Deserializer<V> deserializer = (_, bytes) -> topic.decode(bytes);
    return Serdes.serdeFrom((_, value) -> topic.encode(value), deserializer);
  }

  private static <V> List<V> readable(Decoded<V> decoded) {
    return switch (decoded) {
      case Decoded.Value<V>(V value) -> List.of(value);
      case Decoded.Poison<V> _ -> List.of();
    };
  }

  private static <V> List<byte[]> unreadable(Decoded<V> decoded) {
    return switch (decoded) {
      case Decoded.Value<V> _ -> List.of();
      case Decoded.Poison<V>(Bytes raw) -> List.of(raw.get());
    };
  }

  private static final class Decoder<V>
      extends ContextualFixedKeyProcessor<String, byte[], Decoded<V>> {
    private final Topic<V> topic;

    Decoder(Topic<V> topic) {
      this.topic = topic;
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> record) {
      context().forward(record.withValue(decode(record)));
    }

    private Decoded<V> decode(FixedKeyRecord<String, byte[]> record) {
      try {
        return new Decoded.Value<>(topic.decode(record.value()));
      } catch (UnreadableRecordException e) {
        String cause = String.valueOf(e.getMessage());
        record.headers().add(CAUSE_HEADER, cause.getBytes(StandardCharsets.UTF_8));
        byte @Nullable [] raw = record.value();
        return new Decoded.Poison<>(Bytes.wrap(raw == null ? new byte[0] : raw));
      }
    }
  }
}
