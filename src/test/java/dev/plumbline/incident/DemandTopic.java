package dev.plumbline.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of demands without a broker: what one book writes, every book reads. */
final class DemandTopic {
  private static final TopicPartition PARTITION = new TopicPartition(DemandBook.TOPIC, 0);

  final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  DemandBook book() {
    return new DemandBook(new Reading(), new Writing());
  }

  void add(byte[] key, byte[] value) {
    records.add(new ConsumerRecord<>(DemandBook.TOPIC, 0, records.size(), key, value));
  }

  private final class Reading extends MockConsumer<byte[], byte[]> {
    private int given;

    Reading() {
      super("earliest");
      updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Override
    public synchronized Map<TopicPartition, Long> endOffsets(
        Collection<TopicPartition> partitions) {
      return Map.of(PARTITION, (long) records.size());
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      for (; given < records.size(); given++) {
        addRecord(records.get(given));
      }
      return super.poll(timeout);
    }
  }

  private final class Writing extends MockProducer<byte[], byte[]> {
    Writing() {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
      add(record.key(), record.value());
      return super.send(record);
    }
  }
}
