package dev.plumbline.lab;

import dev.plumbline.catalog.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one fault as the admin endpoint and scenario files write it. */
final class FaultReader {
  static final Set<String> FIELDS = Set.of("fault", "slice", "share", "min-batch");

  private static final String KINDS =
      String.join(", ", Fault.Misroute.KIND, Fault.Corruption.KIND, Fault.ApproximateTopK.KIND);
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
    Fault fault =
        switch (text("fault")) {
          case Fault.Misroute.KIND -> new Fault.Misroute(slice, share);
          case Fault.Corruption.KIND -> new Fault.Corruption(slice, share);
          case Fault.ApproximateTopK.KIND -> new Fault.ApproximateTopK(slice, share, minBatch());
          case null -> missing("fault", "one of " + KINDS, new Fault.Misroute(slice, share));
          case String other -> {
            errors.add("fault: '%s' is not one of %s".formatted(other, KINDS));
            yield new Fault.Misroute(slice, share);
          }
        };
    if (fields.containsKey("min-batch") && !(fault instanceof Fault.ApproximateTopK)) {
      errors.add("min-batch: only " + Fault.ApproximateTopK.KIND + " has it");
    }
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

  private int minBatch() {
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
