package dev.plumbline.feedback;

import dev.plumbline.topic.StreamsTables;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Memory of the models in stores of a Streams task. */
final class FeedbackStores {
  private static final String CLOCKS = "feedback-clocks";
  private static final String COUNTED = "feedback-counted";
  private static final String PASTS = "feedback-pasts";

  private FeedbackStores() {}

  static Set<StoreBuilder<?>> builders() {
    return Set.of(
        StreamsTables.store(CLOCKS, FeedbackMemory.Clock.class),
        StreamsTables.store(COUNTED, FeedbackMemory.Counted.class),
        StreamsTables.store(PASTS, Past.class));
  }

  static FeedbackMemory memory(ProcessorContext<?, ?> context) {
    return new FeedbackMemory(
        StreamsTables.table(context.getStateStore(CLOCKS)),
        StreamsTables.table(context.getStateStore(COUNTED)),
        StreamsTables.table(context.getStateStore(PASTS)));
  }
}
