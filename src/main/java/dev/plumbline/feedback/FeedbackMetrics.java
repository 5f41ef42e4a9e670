package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.feedback.FeedbackMachine.Taken;
import dev.plumbline.feedback.FeedbackMemory.Counted;
import dev.plumbline.feedback.FeedbackProcessor.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * Counts what was reported, in the process that compares it, once a block is closed: a count that
 * was sent twice or corrected counts once, as it stood then. At least once: work repeated after a
 * crash counts again here, though not in observations.
 */
final class FeedbackMetrics {
  private final MeterRegistry registry;

  FeedbackMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(Result result) {
    switch (result) {
      case Result.Refused _ -> {
        // Dead letters, which have a metric of their own.
      }
      case Result.Counted(Taken.Late(String model, int cells)) ->
          counter(
                  "plumbline.feedback.late",
                  "Counts that came after their block was closed",
                  Tags.of("model", model))
              .increment(cells);
      case Result.Counted(Taken.Closed closed) ->
          closed.blocks().forEach(block -> block.cells().forEach(this::count));
    }
  }

  /** By zero as well, so that a rate is 0 and not absent before the first of a kind. */
  private void count(Counted counted) {
    Tags platform = Tags.of("model", counted.model(), "platform", counted.cell().platform());
    counter(
            "plumbline.feedback.exposure",
            "Requests whose users could report, as counted by sources",
            platform)
        .increment((double) counted.cell().exposure());
    for (FeedbackReason reason : FeedbackReason.values()) {
      counter(
              "plumbline.feedback.reports",
              "Answers that users reported",
              platform.and("reason", reason.word()))
          .increment((double) counted.cell().reports().getOrDefault(reason, 0L));
    }
  }

  private Counter counter(String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }
}
