package dev.plumbline.detect.history;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an observation is made of: a key of a JSON object, a column of a CSV. */
enum Field {
  AT("2026-01-31T14:00:00Z"),
  MODEL("opal"),
  PLATFORM("api"),
  ACCELERATOR("tpu"),
  POOL("main"),
  CHECK("foreign-script"),
  SESSION("the exchange's id where each has its own"),
  PROBE("core/greeting"),
  FAILED("true or false"),
  SCORE("a number from 0 to 1"),
  VALUE("a number");

  private static final Field[] ALL = values();

  private final String example;
  private final String word = name().toLowerCase(Locale.ROOT);

  Field(String example) {
    this.example = example;
  }

  static @Nullable Field of(String word) {
    for (Field field : ALL) {
      if (field.word.equals(word)) {
        return field;
      }
    }
    return null;
  }

  /** All of them, for people. */
  static String all() {
    return Arrays.stream(ALL).map(Field::word).collect(Collectors.joining(", "));
  }

  String word() {
    return word;
  }

  /** What may be written there, for people. */
  String example() {
    return example;
  }

  /** Whether it is what the check read, of which an observation has one. */
  boolean isReading() {
    return switch (this) {
      case FAILED, SCORE, VALUE -> true;
      case AT, MODEL, PLATFORM, ACCELERATOR, POOL, CHECK, SESSION, PROBE -> false;
    };
  }
}
