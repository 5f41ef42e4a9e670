package dev.plumbline.feedback;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.feedback.FeedbackMachine.Taken;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Runs a {@link FeedbackMachine} on the stores of a Streams task. */
final class FeedbackProcessor
    implements Processor<String, FeedbackCounts, String, FeedbackProcessor.Result> {
  private final CatalogSource catalog;
  private final FeedbackProperties properties;
  private @Nullable ProcessorContext<String, Result> context;
  private @Nullable FeedbackMachine machine;

  /** What becomes of a record. */
  sealed interface Result {
    /** It was counted, or was late. */
    record Counted(Taken taken) implements Result {}

    /** It names what nobody knows, or a time that cannot be. */
    record Refused(FeedbackCounts counts, String cause) implements Result {}
  }

  private FeedbackProcessor(CatalogSource catalog, FeedbackProperties properties) {
    this.catalog = catalog;
    this.properties = properties;
  }

  static ProcessorSupplier<String, FeedbackCounts, String, Result> supplier(
      CatalogSource catalog, FeedbackProperties properties) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, FeedbackCounts, String, Result> get() {
        return new FeedbackProcessor(catalog, properties);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return FeedbackStores.builders();
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Result> started) {
    context = started;
    machine = new FeedbackMachine(catalog::current, properties, FeedbackStores.memory(started));
  }

  @Override
  public void process(Record<String, FeedbackCounts> record) {
    started(context).forward(record.withValue(result(record)));
  }

  private Result result(Record<String, FeedbackCounts> record) {
    FeedbackCounts counts = record.value();
    Catalog current = catalog.current();
    Optional<String> refusal =
        counts.model().equals(record.key())
            ? FeedbackRules.refusal(current, counts, Instant.ofEpochMilli(record.timestamp()))
            : Optional.of("counts of %s under another key".formatted(counts.model()));
    return refusal
        .<Result>map(cause -> new Result.Refused(counts, cause))
        .orElseGet(() -> new Result.Counted(started(machine).take(counts)));
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Kafka Streams processes nothing before init");
    }
    return part;
  }
}
