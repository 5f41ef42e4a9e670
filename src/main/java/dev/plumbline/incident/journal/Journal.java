package dev.plumbline.incident.journal;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where the records of one partition are written down, in their order. */
public interface Journal {
  /** Name of the topic, of one partition. */
  String topic();

  /** Offset of the first record not written down yet. */
  long next();

  /** Starts over: what is known already changes nothing. */
  void rewind(long from);

  /** Writes a record down, unless it is already. */
  void write(ConsumerRecord<byte[], byte[]> record);
}
