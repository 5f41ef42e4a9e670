package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A part of the fleet: every target whose labels match, {@value #ANY} matching all. A slice without
 * {@value #ANY} is a <em>leaf</em>: one target.
 */
public record Slice(String model, String platform, String accelerator, String pool) {
  public static final String ANY = "*";
  public static final Slice WHOLE_FLEET = new Slice(ANY, ANY, ANY, ANY);

  public static Slice leaf(Labels labels) {
    return new Slice(labels.model(), labels.platform(), labels.accelerator(), labels.pool());
  }

  /** Reads what {@link #toString()} writes. */
  public static Slice parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 4) {
      throw new IllegalArgumentException(
          "a slice is model/platform/accelerator/pool with * for any, not '%s'".formatted(text));
    }
    return new Slice(parts[0], parts[1], parts[2], parts[3]);
  }

  public boolean contains(Labels labels) {
    return matches(model, labels.model())
        && matches(platform, labels.platform())
        && matches(accelerator, labels.accelerator())
        && matches(pool, labels.pool());
  }

  @JsonIgnore
  public boolean isLeaf() {
    return !(model.equals(ANY)
        || platform.equals(ANY)
        || accelerator.equals(ANY)
        || pool.equals(ANY));
  }

  private static boolean matches(String pattern, String value) {
    return pattern.equals(ANY) || pattern.equals(value);
  }

  @Override
  public String toString() {
    return model + "/" + platform + "/" + accelerator + "/" + pool;
  }
}
