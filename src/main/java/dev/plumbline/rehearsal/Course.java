package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one bug did to one model on one platform, from its first request to its last.
 *
 * @param rows of the timeline, in order of time; the first begins it, the last ends it
 */
public record Course(
    Bug bug, String model, String platform, String accelerator, List<TimelineRow> rows) {

  /**
   * What the timeline leaves open.
   *
   * @param scale factor on every share
   * @param afterPeak share from the end of a ramp to the next line; null: it stays where it led
   */
  public record Variation(double scale, @Nullable Double afterPeak) {
    public static final Variation NONE = new Variation(1, null);
  }

  public Course {
    rows = List.copyOf(rows);
  }

  Instant begins() {
    return rows.getFirst().at();
  }

  /** From then on nothing is affected any more. */
  Instant ends() {
    TimelineRow last = rows.getLast();
    return last.share().settled(last.at());
  }

  /** When a fix reached it: the first line that leads to a lower share. */
  Instant fixed() {
    double before = rows.getFirst().share().last();
    for (TimelineRow row : rows) {
      if (row.share().last() < before) {
        return row.at();
      }
      before = row.share().last();
    }
    return ends();
  }

  /** When a ramp that rises has got to its top. */
  Optional<Instant> peak() {
    return rows.stream()
        .map(TimelineRow::share)
        .filter(share -> share instanceof Share.Ramp(double from, double to, _) && to > from)
        .map(share -> share.settled(Instant.MIN))
        .findFirst();
  }

  /** Share of its requests affected at an instant. */
  double share(Instant now, Variation variation) {
    double before = 0;
    double share = 0;
    for (TimelineRow row : rows) {
      if (row.at().isAfter(now)) {
        break;
      }
      before = lastBefore(row, variation);
      share = row.share().at(row.at(), before, now);
      if (row.share() instanceof Share.Ramp(_, _, Instant until)
          && variation.afterPeak() != null
          && now.isAfter(until)) {
        share = variation.afterPeak();
      }
    }
    return Math.min(1, share * variation.scale());
  }

  private double lastBefore(TimelineRow row, Variation variation) {
    int index = rows.indexOf(row);
    if (index == 0) {
      return 0;
    }
    Share before = rows.get(index - 1).share();
    return before instanceof Share.Ramp && variation.afterPeak() != null
        ? variation.afterPeak()
        : before.last();
  }

  boolean afflicts(Labels labels) {
    return labels.model().equals(model)
        && labels.platform().equals(platform)
        && (accelerator.equals(TimelineRow.MIXED) || labels.accelerator().equals(accelerator));
  }

  /** {@code sonnet-4/claude-api/*} */
  String slice() {
    return "%s/%s/%s"
        .formatted(model, platform, accelerator.equals(TimelineRow.MIXED) ? "*" : accelerator);
  }
}
