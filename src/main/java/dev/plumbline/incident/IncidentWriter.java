package dev.plumbline.incident;

import dev.plumbline.incident.journal.TopicWriter;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Has every detection written down in the {@link Ledger}. */
final class IncidentWriter extends TopicWriter {

  /**
   * @param consumers without a group, reading committed records only, from the earliest where the
   *     offset wanted is gone
   */
  IncidentWriter(
      Supplier<Consumer<byte[], byte[]>> consumers, Ledger ledger, Duration retryAtMost) {
    super("incident-writer", consumers, ledger, retryAtMost);
  }
}
