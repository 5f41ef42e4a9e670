package dev.plumbline.lab;

import dev.plumbline.catalog.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one fault as the admin endpoint and scenario files write it. */
final class FaultReader {
  static final Set<String> FIELDS = Set.of("fault", "slice", "share", "min-batch");

  private static final String KINDS =
      Arrays.stream(FaultKind.values()).map(FaultKind::toString).collect(Collectors.joining(", "));
  private static final int USUAL_MIN_BATCH = 2;

  private final Map<String, Object> fields;
  private final List<String> errors = new ArrayList<>();

  private FaultReader(Map<String, Object> fields) {
    this.fields = fields;
  }

  /**
   * Reads a fault from its fields.
   *
   * @throws InvalidFaultException with everything that is wrong
   */
  static Fault read(Map<String, Object> fields) throws InvalidFaultException {
    return new FaultReader(fields).fault();
  }

  private Fault fault() throws InvalidFaultException {
    Set<String> unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(FIELDS);
    unknown.forEach(
        field -> errors.add("'%s' is not known; use %s".formatted(field, new TreeSet<>(FIELDS))));
    Slice slice = slice();
    double share = share();
    FaultKind kind = kind();
    Fault fault = new Fault(kind, slice, share, minBatch(kind));
    if (!errors.isEmpty()) {
      throw new InvalidFaultException(errors);
    }
    return fault;
  }

  private Slice slice() {
    String text = text("slice");
    if (text == null) {
      return missing("slice", "model/platform/accelerator/pool with * for any", Slice.WHOLE_FLEET);
    }
    try {
      return Slice.parse(text);
    } catch (IllegalArgumentException e) {
      errors.add("slice: " + e.getMessage());
      return Slice.WHOLE_FLEET;
    }
  }

  private double share() {
    Object value = fields.get("share");
    if (value == null) {
      return missing("share", "a number above 0 and at most 1", 1.0);
    }
    if (value instanceof Number number && number.doubleValue() > 0 && number.doubleValue() <= 1) {
      return number.doubleValue();
    }
    errors.add("share: must be a number above 0 and at most 1, not '%s'".formatted(value));
    return 1;
  }

  private FaultKind kind() {
    String word = text("fault");
    if (word == null) {
      return missing("fault", "one of " + KINDS, FaultKind.MISROUTE);
    }
    return FaultKind.of(word)
        .orElseGet(() -> {
          errors.add("fault: '%s' is not one of %s".formatted(word, KINDS));
          return FaultKind.MISROUTE;
        });
  }

  private int minBatch(FaultKind kind) {
    if (kind != FaultKind.APPROXIMATE_TOP_K) {
      if (fields.containsKey("min-batch")) {
        errors.add("min-batch: only " + FaultKind.APPROXIMATE_TOP_K + " has it");
      }
      return 1;
    }
    Object value = fields.getOrDefault("min-batch", USUAL_MIN_BATCH);
    if (value instanceof Integer bucket && BatchBuckets.ALL.contains(bucket)) {
      return bucket;
    }
    errors.add("min-batch: must be one of %s, not '%s'".formatted(BatchBuckets.ALL, value));
    return 1;
  }

  private @Nullable String text(String field) {
    Object value = fields.get(field);
    return value == null ? null : value.toString();
  }

  private <T> T missing(String field, String wanted, T standIn) {
    errors.add("%s: is missing; give %s".formatted(field, wanted));
    return standIn;
  }
}
