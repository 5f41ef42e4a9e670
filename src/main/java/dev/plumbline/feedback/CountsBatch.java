package dev.plumbline.feedback;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects counts out of a file or a request, and everything that is wrong with them. What is said
 * of an error never repeats a value: where a text was put into a count it goes nowhere.
 */
final class CountsBatch {
  /** Counts one request or file may have. */
  static final int MOST_COUNTS = 2_000;

  private final @Nullable Catalog catalog;
  private final @Nullable Instant now;
  private final List<String> errors = new ArrayList<>();
  private final Map<Key, List<FeedbackCounts.Cell>> cells = new LinkedHashMap<>();
  private String source = "";

  private record Key(String model, Instant minute) {}

  /** One count as it was written. */
  record Written(
      Instant minute,
      String model,
      String platform,
      String accelerator,
      String pool,
      long exposure,
      Map<FeedbackReason, Long> reports) {}

  /**
   * @param catalog that must have the labels; null where it is not known
   * @param now that minutes are compared with; null where they need not be recent
   */
  CountsBatch(@Nullable Catalog catalog, @Nullable Instant now) {
    this.catalog = catalog;
    this.now = now;
  }

  void source(String text) {
    if (FeedbackCounts.isSource(text)) {
      source = text;
    } else {
      error("source", "give 1 to 32 lower-case letters, digits and '-' that name who counts");
    }
  }

  void error(String where, String what) {
    errors.add(where + ": " + what);
  }

  /**
   * One count.
   *
   * @param where it stands, as errors name it: {@code counts[3]}
   */
  void add(String where, Written written) {
    int before = errors.size();
    require(written.exposure() >= 0, where, "exposure", "is below 0; give the requests served");
    require(
        written.exposure() <= FeedbackCounts.MOST_REQUESTS,
        where,
        "exposure",
        "is above %d; give the requests of one minute".formatted(FeedbackCounts.MOST_REQUESTS));
    written
        .reports()
        .forEach((reason, count) -> {
          String field = "reports." + reason.word();
          require(count >= 0, where, field, "is below 0; leave out what nobody reported");
          require(
              count <= Math.max(0, written.exposure()),
              where,
              field,
              "is above the exposure; count a request once for a reason");
        });
    labels(where, written);
    Instant current = now;
    if (current != null) {
      FeedbackRules.ofMinute(written.minute(), current)
          .ifPresent(why -> error(where + ".minute", why));
    }
    if (errors.size() == before) {
      put(where, written);
    }
  }

  private void labels(String where, Written written) {
    Slice slice =
        new Slice(written.model(), written.platform(), written.accelerator(), written.pool());
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("model", written.model());
    labels.put("platform", written.platform());
    int before = errors.size();
    labels.forEach((field, label) ->
        require(FeedbackCounts.isLabel(label), where, field, "is no label; " + LABEL));
    require(
        FeedbackCounts.isAnyOrLabel(written.accelerator()),
        where,
        "accelerator",
        "is no label; use * or " + LABEL);
    require(
        FeedbackCounts.isAnyOrLabel(written.pool()),
        where,
        "pool",
        "is no label; use * or " + LABEL);
    require(
        written.pool().equals(Slice.ANY) || !written.accelerator().equals(Slice.ANY),
        where,
        "pool",
        "is named without its accelerator; name that too");
    Catalog known = catalog;
    if (known != null && errors.size() == before) {
      FeedbackRules.ofLabels(known, slice)
          .ifPresent(why -> error(where, why + "; GET /api/v1/targets lists them"));
    }
  }

  private void put(String where, Written written) {
    FeedbackCounts.Cell cell =
        new FeedbackCounts.Cell(
            written.platform(),
            written.accelerator(),
            written.pool(),
            written.exposure(),
            written.reports());
    List<FeedbackCounts.Cell> others =
        cells.computeIfAbsent(new Key(written.model(), written.minute()), _ -> new ArrayList<>());
    require(
        others.stream()
            .noneMatch(it -> it.slice(written.model()).equals(cell.slice(written.model()))),
        where,
        "minute",
        "has these labels twice; add the counts up");
    require(
        others.size() < FeedbackCounts.MOST_CELLS,
        where,
        "minute",
        "has more than %d counts of this model".formatted(FeedbackCounts.MOST_CELLS));
    others.add(cell);
  }

  /**
   * What was collected, a record for each model and minute.
   *
   * @throws UnusableCountsException with everything that is wrong
   */
  List<FeedbackCounts> finish() throws UnusableCountsException {
    if (errors.isEmpty() && cells.isEmpty()) {
      error("counts", "there are none; give 1 to " + MOST_COUNTS);
    }
    if (!errors.isEmpty()) {
      throw new UnusableCountsException(errors);
    }
    return cells.entrySet().stream()
        .map(it ->
            new FeedbackCounts(source, it.getKey().model(), it.getKey().minute(), it.getValue()))
        .toList();
  }

  private static final String LABEL = "give one of the catalog";

  private void require(boolean met, String where, String field, String otherwise) {
    if (!met) {
      error(where + "." + field, otherwise);
    }
  }
}
