package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What one source counted of one model in one minute: the value on {@code feedback.counts.v1}.
 * Numbers, and names out of closed lists; there is no field that a text would fit in.
 *
 * @param source who counted; with the minute and a cell's labels it says which count this is, so
 *     that the same sent again changes nothing
 * @param minute its beginning
 * @param cells of distinct labels; at least one
 */
public record FeedbackCounts(String source, String model, Instant minute, List<Cell> cells) {
  /** Cells one source may count of one model in one minute. */
  public static final int MOST_CELLS = 200;

  /** Requests a cell may count: more than any fleet serves in a minute. */
  public static final long MOST_REQUESTS = 1_000_000_000_000L;

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  public FeedbackCounts {
    Objects.requireNonNull(minute, "minute");
    require(isSource(source), "source is 1 to 32 lower-case letters, digits and '-'");
    require(isLabel(model), "model is a label of the catalog");
    require(
        minute.equals(minute.truncatedTo(ChronoUnit.MINUTES)),
        "minute is the beginning of a minute, in UTC");
    cells = List.copyOf(cells);
    require(
        !cells.isEmpty() && cells.size() <= MOST_CELLS,
        "cells are 1 to " + MOST_CELLS + " of a model and minute");
    Set<Slice> slices = new HashSet<>();
    for (Cell cell : cells) {
      require(slices.add(cell.slice(model)), "cells have distinct labels");
    }
  }

  /**
   * Reports and requests of a part of a platform.
   *
   * @param accelerator {@code *} where the source does not know
   * @param pool {@code *} where the source does not know; named only with its accelerator
   * @param exposure requests served in the minute
   * @param reports of those requests; a reason that is not there was given 0 times
   */
  public record Cell(
      String platform,
      String accelerator,
      String pool,
      long exposure,
      Map<FeedbackReason, Long> reports) {
    public Cell {
      require(isLabel(platform), "platform is a label of the catalog");
      require(isAnyOrLabel(accelerator), "accelerator is a label of the catalog or *");
      require(isAnyOrLabel(pool), "pool is a label of the catalog or *");
      require(
          pool.equals(Slice.ANY) || !accelerator.equals(Slice.ANY),
          "pool is named only with its accelerator");
      require(exposure >= 0 && exposure <= MOST_REQUESTS, "exposure is 0 to " + MOST_REQUESTS);
      // In the order of the reasons, so that the same counts are the same bytes.
      reports = new TreeMap<>(reports);
      for (Map.Entry<FeedbackReason, Long> report : reports.entrySet()) {
        require(
            report.getValue() >= 0 && report.getValue() <= exposure,
            "reports." + report.getKey().word() + " is 0 to the exposure");
      }
      reports = Collections.unmodifiableMap(reports);
    }

    /** What it is a part of, with {@code *} for what is not known. */
    Slice slice(String model) {
      return new Slice(model, platform, accelerator, pool);
    }
  }

  static boolean isSource(String text) {
    return SOURCE.matcher(text).matches();
  }

  static boolean isLabel(String text) {
    return LABEL.matcher(text).matches();
  }

  static boolean isAnyOrLabel(String text) {
    return text.equals(Slice.ANY) || isLabel(text);
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
