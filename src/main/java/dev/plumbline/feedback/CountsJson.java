package dev.plumbline.feedback;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import dev.plumbline.topic.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Reads counts as they are posted, and nothing else: an unknown field is an error, and so is a text
 * where a number belongs.
 */
final class CountsJson {
  static final int MOST_BYTES = 1 << 20;

  private static final Set<String> BATCH_FIELDS = Set.of("source", "counts");
  private static final Set<String> COUNT_FIELDS =
      Set.of("minute", "model", "platform", "accelerator", "pool", "exposure", "reports");
  private static final ObjectReader READER =
      Json.MAPPER
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final CountsBatch batch;

  CountsJson(CountsBatch batch) {
    this.batch = batch;
  }

  /**
   * Reads a whole batch.
   *
   * @throws UnusableCountsException with everything that is wrong
   */
  List<FeedbackCounts> read(byte[] bytes) throws UnusableCountsException {
    parsed(bytes).ifPresent(this::batch);
    return batch.finish();
  }

  private Optional<JsonNode> parsed(byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      batch.error("counts", "are over 1 MiB; send them in parts");
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(READER.readTree(bytes));
    } catch (JacksonException e) {
      // Its message may repeat what was sent.
      batch.error(
          "line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
          "is no JSON, or has a field twice");
      return Optional.empty();
    }
  }

  private void batch(JsonNode root) {
    if (!isObject(root, "", BATCH_FIELDS)) {
      return;
    }
    batch.source(text(root, "source", "source", ""));
    JsonNode counts = root.path("counts");
    if (!counts.isArray() || counts.isEmpty() || counts.size() > CountsBatch.MOST_COUNTS) {
      batch.error("counts", "must be a list of 1 to " + CountsBatch.MOST_COUNTS);
      return;
    }
    for (int i = 0; i < counts.size(); i++) {
      count(counts.get(i), "counts[%d]".formatted(i));
    }
  }

  private void count(JsonNode count, String where) {
    if (!isObject(count, where, COUNT_FIELDS)) {
      return;
    }
    Optional<Instant> minute = minute(text(count, "minute", where + ".minute", ""));
    if (minute.isEmpty()) {
      batch.error(where + ".minute", "must be the beginning of a minute, 2026-03-01T12:34:00Z");
    }
    Optional<Long> exposure = whole(count.path("exposure"));
    if (exposure.isEmpty()) {
      batch.error(where + ".exposure", "must be a whole number: the requests served");
    }
    Map<FeedbackReason, Long> reports = reports(count.path("reports"), where + ".reports");
    String model = text(count, "model", where + ".model", "");
    String platform = text(count, "platform", where + ".platform", "");
    String accelerator = text(count, "accelerator", where + ".accelerator", Slice.ANY);
    String pool = text(count, "pool", where + ".pool", Slice.ANY);
    if (minute.isPresent() && exposure.isPresent()) {
      batch.add(
          where,
          new CountsBatch.Written(
              minute.get(), model, platform, accelerator, pool, exposure.get(), reports));
    }
  }

  private Map<FeedbackReason, Long> reports(JsonNode reports, String where) {
    Map<FeedbackReason, Long> byReason = new EnumMap<>(FeedbackReason.class);
    if (reports.isMissingNode()) {
      return byReason;
    }
    if (!reports.isObject()) {
      batch.error(where, "must be counts by reason: {\"garbled\": 3}");
      return byReason;
    }
    reports.forEachEntry((key, value) -> {
      String field = where + "." + shown(key);
      Optional<FeedbackReason> reason = FeedbackReason.of(key);
      Optional<Long> count = whole(value);
      if (reason.isEmpty()) {
        batch.error(field, "is no reason; use " + String.join(", ", FeedbackReason.words()));
      } else if (count.isEmpty()) {
        batch.error(field, "must be a whole number");
      } else {
        byReason.put(reason.get(), count.get());
      }
    });
    return byReason;
  }

  static Optional<Instant> minute(String text) {
    try {
      Instant instant = Instant.parse(text);
      return instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))
          ? Optional.of(instant)
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> whole(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? Optional.of(node.longValue())
        : Optional.empty();
  }

  private String text(JsonNode node, String field, String where, String absent) {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isString()) {
      batch.error(where, "must be a text");
      return absent;
    }
    return value.stringValue();
  }

  private boolean isObject(JsonNode node, String where, Set<String> fields) {
    if (!node.isObject()) {
      batch.error(where.isEmpty() ? "batch" : where, "must be an object");
      return false;
    }
    String prefix = where.isEmpty() ? "" : where + ".";
    node.propertyNames().stream()
        .filter(name -> !fields.contains(name))
        .forEach(name ->
            batch.error(
                prefix + shown(name), "is not known; use " + String.join(", ", sorted(fields))));
    return true;
  }

  private static List<String> sorted(Set<String> fields) {
    return fields.stream().sorted().toList();
  }

  /** A field's name, as far as it is one. */
  static String shown(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
  }
}
