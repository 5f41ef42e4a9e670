package dev.plumbline.feedback;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.ReportedSlices;
import dev.plumbline.catalog.Slice;
import dev.plumbline.feedback.FeedbackMemory.Clock;
import dev.plumbline.feedback.FeedbackMemory.Counted;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes observations of counts, without a clock of its own: what comes out is a function of the
 * counts of a model, their order, the catalog and the settings.
 *
 * <p>A block stays open until the latest minute seen of its model is past its end and grace. Until
 * then a count sent again replaces itself, so that the same one changes nothing and a corrected one
 * is the one that counts; and the order in which counts of a block come changes nothing. What comes
 * for a block that is closed is late and changes nothing either.
 */
final class FeedbackMachine {
  /** The epoch of a leaf's series: there is no reference to begin anew with. */
  static final String NO_REFERENCE = "other-platforms";

  private final Supplier<Catalog> catalog;
  private final FeedbackProperties properties;
  private final FeedbackMemory memory;
  private final SplitBet bet;

  /** What a count led to. */
  sealed interface Taken {
    /** Its block was closed already. */
    record Late(String model, int cells) implements Taken {}

    /** Blocks it closed, often none; what they say. */
    record Closed(List<Block> blocks, List<Observation> observations) implements Taken {}
  }

  FeedbackMachine(Supplier<Catalog> catalog, FeedbackProperties properties, FeedbackMemory memory) {
    this.catalog = catalog;
    this.properties = properties;
    this.memory = memory;
    this.bet = new SplitBet(properties.ratio(), properties.group());
  }

  /** Takes the next record of the topic. */
  Taken take(FeedbackCounts counts) {
    String model = counts.model();
    Clock before = memory.clock(model);
    if (counts.minute().isBefore(before.closedUntil())) {
      return new Taken.Late(model, counts.cells().size());
    }
    for (FeedbackCounts.Cell cell : counts.cells()) {
      memory.put(new Counted(counts.source(), model, counts.minute(), cell));
    }
    Clock after = advanced(before, counts.minute().plus(Duration.ofMinutes(1)));
    if (!after.equals(before)) {
      memory.clocks().put(model, after);
    }
    return after.closedUntil().equals(before.closedUntil())
        ? new Taken.Closed(List.of(), List.of())
        : close(model, after.closedUntil());
  }

  private Clock advanced(Clock before, Instant seen) {
    Instant watermark = later(before.watermark(), seen);
    Instant complete = blockOf(watermark.minus(properties.grace()));
    return new Clock(watermark, later(before.closedUntil(), complete));
  }

  private Taken close(String model, Instant until) {
    List<Block> blocks = new ArrayList<>();
    memory.takeBefore(model, until).stream()
        .collect(
            Collectors.groupingBy(
                cell -> blockOf(cell.minute()), TreeMap::new, Collectors.toList()))
        .forEach((at, cells) -> blocks.add(Block.of(model, at, cells)));
    List<Slice> slices = ReportedSlices.of(catalog.get().targets()).ofModel(model);
    List<Observation> observations = new ArrayList<>();
    for (Block block : blocks) {
      for (Slice slice : block.of(slices)) {
        for (FeedbackReason reason : FeedbackReason.values()) {
          Split split = block.split(slice, reason, properties);
          observations.add(observation(block, slice, reason, read(block, slice, reason, split)));
        }
      }
    }
    return new Taken.Closed(blocks, observations);
  }

  private Reading read(Block block, Slice slice, FeedbackReason reason, Split split) {
    if (!split.comparable()) {
      return new Reading.NotATrial("nothing was counted that it could be compared with");
    }
    // Without reports there is nothing to split: L would be 1.
    if (split.reports() == 0) {
      return new Reading.NotATrial("no reports");
    }
    Past past = memory.past(slice, reason).since(block.at().minus(properties.memory()));
    SplitBet.Outcome outcome = bet.of(split, past);
    memory.put(slice, reason, past.with(block.at(), split));
    return new Reading.Compared(
        outcome.odd(), outcome.likelihoodRatio(), NO_REFERENCE, outcome.odd() ? found(split) : "");
  }

  private static String found(Split split) {
    return "%d reports of %d requests, elsewhere %d of %d"
        .formatted(split.here(), split.exposure(), split.elsewhere(), split.exposureElsewhere());
  }

  private Observation observation(
      Block block, Slice slice, FeedbackReason reason, Reading reading) {
    String name = slice.toString();
    // Fit for a path of a URL, and of no other slice: no label holds a tilde.
    String id =
        "%s~%s~%s"
            .formatted(reason.check(), name.replace('/', '~').replace(Slice.ANY, ""), block.at());
    return new Observation(
        reason.check(),
        id,
        name,
        new Labels(slice.model(), slice.platform(), slice.accelerator(), slice.pool()),
        null,
        null,
        FeedbackTopics.CONSUMER,
        name,
        id,
        1,
        block.at(),
        properties.block(),
        reading);
  }

  private Instant blockOf(Instant time) {
    long length = properties.block().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
