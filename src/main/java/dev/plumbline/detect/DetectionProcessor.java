package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.score.Observation;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Runs a {@link DetectionMachine} on the stores of a Streams task. */
final class DetectionProcessor implements Processor<String, Observation, String, Decision> {
  private final CatalogSource catalog;
  private @Nullable ProcessorContext<String, Decision> context;
  private @Nullable DetectionMachine machine;

  private DetectionProcessor(CatalogSource catalog) {
    this.catalog = catalog;
  }

  static ProcessorSupplier<String, Observation, String, Decision> supplier(CatalogSource catalog) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Observation, String, Decision> get() {
        return new DetectionProcessor(catalog);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return DetectionStores.builders();
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Decision> started) {
    context = started;
    machine = new DetectionMachine(catalog, DetectionStores.memory(started));
  }

  @Override
  public void process(Record<String, Observation> record) {
    ProcessorContext<String, Decision> output = started(context);
    long offset = output.recordMetadata().orElseThrow().offset();
    for (Decision decision : started(machine).observe(offset, record.value())) {
      output.forward(record.withKey(decision.key()).withValue(decision));
    }
  }

  private static <T> T started(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("Kafka Streams processes nothing before init");
    }
    return part;
  }
}
