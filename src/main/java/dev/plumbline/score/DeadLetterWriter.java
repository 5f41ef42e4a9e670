package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.TopicStreams;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Writes an exchange as it was read, with what broke in a header of its own copy. */
final class DeadLetterWriter extends ContextualFixedKeyProcessor<String, CrashedExchange, byte[]> {
  @Override
  public void process(FixedKeyRecord<String, CrashedExchange> record) {
    RecordHeaders headers = new RecordHeaders(record.headers());
    headers.add(TopicStreams.CAUSE_HEADER, record.value().cause().getBytes(UTF_8));
    byte[] exchange = ProbeTopics.EXCHANGES.encode(record.value().exchange());
    context().forward(record.withValue(exchange).withHeaders(headers));
  }
}
