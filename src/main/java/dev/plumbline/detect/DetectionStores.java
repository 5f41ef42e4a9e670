package dev.plumbline.detect;

import dev.plumbline.score.Observation;
import dev.plumbline.topic.StreamsTables;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Memory of the checks in stores of a Streams task. */
final class DetectionStores {
  private static final String SERIES = "detect-series";
  private static final String CLOCKS = "detect-clocks";
  private static final String WAITING = "detect-waiting";
  private static final String PROBES = "detect-probes";

  private DetectionStores() {}

  static Set<StoreBuilder<?>> builders() {
    return Set.of(
        StreamsTables.store(SERIES, Evidence.class),
        StreamsTables.store(CLOCKS, CheckClock.class),
        StreamsTables.store(WAITING, Observation.class),
        StreamsTables.store(PROBES, ProbeMemory.class));
  }

  static CheckMemory memory(ProcessorContext<?, ?> context) {
    return new CheckMemory(
        StreamsTables.table(context.getStateStore(SERIES)),
        StreamsTables.table(context.getStateStore(CLOCKS)),
        StreamsTables.table(context.getStateStore(WAITING)),
        StreamsTables.table(context.getStateStore(PROBES)));
  }
}
