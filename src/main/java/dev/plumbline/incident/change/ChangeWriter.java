package dev.plumbline.incident.change;

import dev.plumbline.incident.journal.TopicWriter;
import dev.plumbline.topic.TopicIdentities;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Has every change written down in the {@link ChangeLedger}. */
final class ChangeWriter extends TopicWriter {
  ChangeWriter(
      Supplier<Consumer<byte[], byte[]>> consumers,
      TopicIdentities identities,
      ChangeLedger ledger,
      Duration retryAtMost,
      Duration looksEvery) {
    super("incident-changes", consumers, identities, ledger, retryAtMost, looksEvery);
  }
}
