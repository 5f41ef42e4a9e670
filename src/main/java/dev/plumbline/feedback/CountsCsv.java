package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads counts out of CSV: a header, then a line a reason. Lines of the same minute and labels are
 * one count and have the same exposure; a line without reason says only that. No value needs
 * quotes, since none is text.
 */
final class CountsCsv {
  private static final List<String> REQUIRED = List.of("minute", "model", "platform", "exposure");
  private static final Set<String> COLUMNS =
      Set.of("minute", "model", "platform", "accelerator", "pool", "exposure", "reason", "count");
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

  private final CountsBatch batch;
  private final Map<Key, Count> counts = new LinkedHashMap<>();

  private record Key(
      Instant minute, String model, String platform, String accelerator, String pool) {}

  private record Count(String where, long exposure, Map<FeedbackReason, Long> reports) {}

  CountsCsv(CountsBatch batch) {
    this.batch = batch;
  }

  /**
   * Reads a whole file.
   *
   * @param source who counted
   * @throws UnusableCountsException with everything that is wrong
   */
  List<FeedbackCounts> read(String source, String text) throws UnusableCountsException {
    batch.source(source);
    List<String> lines = text.lines().toList();
    List<String> columns = lines.isEmpty() ? List.of() : split(lines.getFirst());
    if (hasColumns(columns)) {
      for (int i = 1; i < lines.size(); i++) {
        if (!lines.get(i).isBlank()) {
          line("line " + (i + 1), columns, split(lines.get(i)));
        }
      }
    }
    counts.forEach((key, count) ->
        batch.add(
            count.where(),
            new CountsBatch.Written(
                key.minute(),
                key.model(),
                key.platform(),
                key.accelerator(),
                key.pool(),
                count.exposure(),
                count.reports())));
    return batch.finish();
  }

  private boolean hasColumns(List<String> columns) {
    boolean good = true;
    for (String column : columns) {
      if (!COLUMNS.contains(column)) {
        batch.error(
            "column " + CountsJson.shown(column),
            "is not known; use " + String.join(", ", COLUMNS.stream().sorted().toList()));
        good = false;
      }
    }
    for (String column : REQUIRED) {
      if (!columns.contains(column)) {
        batch.error("column " + column, "is missing; the first line names the columns");
        good = false;
      }
    }
    if (columns.stream().distinct().count() < columns.size()) {
      batch.error("line 1", "has a column twice");
      good = false;
    }
    return good;
  }

  private void line(String where, List<String> columns, List<String> values) {
    if (values.size() != columns.size()) {
      batch.error(where, "has %d values for %d columns".formatted(values.size(), columns.size()));
      return;
    }
    Map<String, String> line = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      line.put(columns.get(i), values.get(i));
    }
    Optional<Instant> minute = CountsJson.minute(value(line, "minute", ""));
    Optional<Long> exposure = whole(value(line, "exposure", ""));
    if (minute.isEmpty()) {
      batch.error(where + ".minute", "must be the beginning of a minute, 2026-03-01T12:34:00Z");
    }
    if (exposure.isEmpty()) {
      batch.error(where + ".exposure", "must be a whole number: the requests served");
    }
    if (minute.isPresent() && exposure.isPresent()) {
      Key key =
          new Key(
              minute.get(),
              value(line, "model", ""),
              value(line, "platform", ""),
              value(line, "accelerator", Slice.ANY),
              value(line, "pool", Slice.ANY));
      Count count =
          counts.computeIfAbsent(
              key, _ -> new Count(where, exposure.get(), new EnumMap<>(FeedbackReason.class)));
      if (count.exposure() != exposure.get()) {
        batch.error(where + ".exposure", "is not that of " + count.where() + ", the same requests");
      }
      report(where, line, count);
    }
  }

  private void report(String where, Map<String, String> line, Count count) {
    String word = value(line, "reason", "");
    String number = value(line, "count", "");
    if (word.isEmpty() && number.isEmpty()) {
      return;
    }
    Optional<FeedbackReason> reason = FeedbackReason.of(word);
    Optional<Long> reports = whole(number);
    if (reason.isEmpty()) {
      batch.error(where + ".reason", "is none; use " + String.join(", ", FeedbackReason.words()));
    } else if (reports.isEmpty()) {
      batch.error(where + ".count", "must be a whole number");
    } else if (count.reports().putIfAbsent(reason.get(), reports.get()) != null) {
      batch.error(where + ".reason", "was counted before for the same requests");
    }
  }

  private static Optional<Long> whole(String text) {
    return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static String value(Map<String, String> line, String column, String absent) {
    String value = line.getOrDefault(column, "");
    return value.isEmpty() ? absent : value;
  }

  private static List<String> split(String line) {
    return List.of(line.split(",", -1)).stream().map(String::strip).toList();
  }
}
