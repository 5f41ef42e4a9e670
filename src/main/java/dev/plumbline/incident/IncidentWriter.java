package dev.plumbline.incident;

import dev.plumbline.incident.journal.TopicWriter;
import dev.plumbline.topic.TopicIdentities;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Has every detection written down in the {@link Ledger}. */
final class IncidentWriter extends TopicWriter {

  /**
   * @param consumers without a group, reading committed records only, that fail where the offset
   *     wanted is gone
   */
  IncidentWriter(
      Supplier<Consumer<byte[], byte[]>> consumers,
      TopicIdentities identities,
      Ledger ledger,
      Duration retryAtMost,
      Duration looksEvery) {
    super("incident-writer", consumers, identities, ledger, retryAtMost, looksEvery);
  }
}
