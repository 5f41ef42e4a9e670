package dev.plumbline.incident.change;

import dev.plumbline.incident.journal.TopicWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Has every change written down in the {@link ChangeLedger}. */
final class ChangeWriter extends TopicWriter {
  ChangeWriter(
      Supplier<Consumer<byte[], byte[]>> consumers, ChangeLedger ledger, Duration retryAtMost) {
    super("incident-changes", consumers, ledger, retryAtMost);
  }
}
