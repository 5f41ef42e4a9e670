package dev.plumbline.detect.history;

import dev.plumbline.catalog.Labels;
import dev.plumbline.score.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Collects the fields of one line, whatever the format, and makes an observation of them or says
 * what is wrong with them.
 */
final class Entry {
  private static final int MOST_CHARACTERS = 1_000;
  private static final int MOST_NAMES = 100_000;

  /** What series are named by, so that no two have one name. */
  private static final Pattern NAME = Pattern.compile("[^/|*\\p{Cntrl}]{1,200}");

  /** Later, instants have more digits than keys have room for; earlier, they are negative. */
  private static final Instant EARLIEST = Instant.EPOCH;

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private final Lines lines;
  private final Map<Field, Object> values = new EnumMap<>(Field.class);
  private final Map<String, String> names = new HashMap<>();
  private final Map<Labels, Labels> leaves = new HashMap<>();

  Entry(Lines lines) {
    this.lines = lines;
  }

  void clear() {
    values.clear();
  }

  void text(Field field, String text) {
    Object value =
        switch (field) {
          case AT -> instant(text);
          case MODEL, PLATFORM, ACCELERATOR, POOL, CHECK -> name(field, text);
          case SESSION, PROBE -> id(field, text);
          case FAILED, SCORE, VALUE -> throw wrongType(field);
        };
    put(field, value);
  }

  void number(Field field, double number) {
    switch (field) {
      case SCORE -> {
        if (!(number >= 0 && number <= 1)) {
          throw lines.error(
              "score %s is not from 0 to 1".formatted(number),
              "divide it by the best there can be, or write it as value");
        }
      }
      case VALUE -> {
        if (!Double.isFinite(number)) {
          throw lines.error(
              "value is not a finite number", "leave the line out if nothing was measured");
        }
      }
      case FAILED, AT, MODEL, PLATFORM, ACCELERATOR, POOL, CHECK, SESSION, PROBE ->
          throw wrongType(field);
    }
    put(field, number);
  }

  void flag(Field field, boolean flag) {
    if (field != Field.FAILED) {
      throw wrongType(field);
    }
    put(field, flag);
  }

  UnusableHistoryException wrongType(Field field) {
    return lines.error(field.word() + " is of the wrong type", "write there: " + field.example());
  }

  UnusableHistoryException unknown(String name) {
    return lines.error(
        "'%s' is no field of an observation".formatted(shown(name)), "leave only " + Field.all());
  }

  RecordedObservation observation() {
    Labels labels =
        new Labels(
            need(Field.MODEL), need(Field.PLATFORM), need(Field.ACCELERATOR), need(Field.POOL));
    if (!(values.get(Field.AT) instanceof Instant at)) {
      throw missing(Field.AT);
    }
    if (leaves.size() < MOST_NAMES) {
      labels = leaves.computeIfAbsent(labels, it -> it);
    }
    return new RecordedObservation(
        lines.number(),
        at,
        labels,
        need(Field.CHECK),
        need(Field.SESSION),
        need(Field.PROBE),
        reading());
  }

  private Reading reading() {
    Reading reading = null;
    for (Map.Entry<Field, Object> entry : values.entrySet()) {
      if (entry.getKey().isReading()) {
        if (reading != null) {
          throw lines.error(
              "has more than one of failed, score and value",
              "write a line for each, with a check of its own");
        }
        reading = reading(entry.getKey(), entry.getValue());
      }
    }
    if (reading == null) {
      throw lines.error(
          "has none of failed, score and value", "add failed: true or false; leave out no-trials");
    }
    return reading;
  }

  private static Reading reading(Field field, Object value) {
    if (value instanceof Boolean failed) {
      return new Reading.Trial(failed, "");
    }
    double number = (Double) value;
    return field == Field.SCORE ? new Reading.Score(number, "") : new Reading.Quantity(number);
  }

  private String need(Field field) {
    if (values.get(field) instanceof String text) {
      return text;
    }
    throw missing(field);
  }

  private UnusableHistoryException missing(Field field) {
    return lines.error(field.word() + " is missing", "add it: " + field.example());
  }

  private void put(Field field, Object value) {
    if (values.put(field, value) != null) {
      throw lines.error(field.word() + " stands there twice", "leave one of them");
    }
  }

  private Instant instant(String text) {
    try {
      Instant at = Instant.parse(text);
      if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
        return at;
      }
    } catch (DateTimeException _) {
      // Told below, together with times of other ages.
    }
    throw lines.error(
        "at '%s' is no time of 1970 to 9999 with a time zone".formatted(shown(text)),
        "write it as " + Field.AT.example());
  }

  private String name(Field field, String text) {
    String known = names.get(text);
    if (known != null) {
      return known;
    }
    if (!NAME.matcher(text).matches()) {
      throw lines.error(
          "%s '%s' is no name of 1 to 200 characters".formatted(field.word(), shown(text)),
          "series are named by it, so it must not hold / | * or control characters");
    }
    if (names.size() < MOST_NAMES) {
      names.put(text, text);
    }
    return text;
  }

  private String id(Field field, String text) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw lines.error(
          "%s is not of 1 to %d characters".formatted(field.word(), MOST_CHARACTERS),
          "write there: " + field.example());
    }
    return text;
  }

  /** Short, and in one line. */
  private static String shown(String text) {
    String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
