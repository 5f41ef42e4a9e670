package dev.plumbline.rehearsal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a timeline: CSV with a head line, {@code #} before a comment, dates that mean midnight UTC.
 * A share is a number ({@code 0.008}), {@code ramp:0.008-0.16@2025-08-31} or {@code
 * decay:0@2025-09-16}. The last column may hold commas.
 */
final class TimelineReader {
  private static final List<String> COLUMNS =
      List.of("date", "bug", "model", "platform", "accelerator", "share", "published", "event");
  private static final Pattern RAMP = Pattern.compile("ramp:([^-@]+)-([^-@]+)@(.+)");
  private static final Pattern DECAY = Pattern.compile("decay:([^@]+)@(.+)");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9._-]*");

  private final String file;
  private int number;

  TimelineReader(String file) {
    this.file = file;
  }

  /**
   * Rows in order of time.
   *
   * @throws UnusableFileException with file, line and remedy
   */
  List<TimelineRow> read(String text) {
    List<TimelineRow> rows = new ArrayList<>();
    boolean headed = false;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (!headed) {
        requireHead(line);
        headed = true;
      } else {
        TimelineRow row = row(line);
        if (!rows.isEmpty() && row.at().isBefore(rows.getLast().at())) {
          throw wrong("its date is before the line above's — sort the lines by date");
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw wrong("no line with a bug — one line a change of a share, under the head line");
    }
    return List.copyOf(rows);
  }

  private void requireHead(String line) {
    if (!line.equals(String.join(",", COLUMNS))) {
      throw wrong("not the head line — write " + String.join(",", COLUMNS));
    }
  }

  private TimelineRow row(String line) {
    List<String> cells = List.of(line.split(",", COLUMNS.size()));
    if (cells.size() < COLUMNS.size()) {
      throw wrong(
          "%d columns — write all %d: %s"
              .formatted(cells.size(), COLUMNS.size(), String.join(",", COLUMNS)));
    }
    Instant at = date(cells.get(0));
    return new TimelineRow(
        at,
        bug(cells.get(1)),
        label("model", cells.get(2)),
        label("platform", cells.get(3)),
        label("accelerator", cells.get(4)),
        share(cells.get(5), at),
        published(cells.get(6)),
        cells.get(7));
  }

  private Instant date(String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw wrong("'%s' is no date — write one like 2025-08-31".formatted(text));
    }
  }

  private Bug bug(String text) {
    return Arrays.stream(Bug.values())
        .filter(bug -> bug.name().equals(text))
        .findFirst()
        .orElseThrow(() -> wrong("no bug '%s' — write B1, B2 or B3".formatted(text)));
  }

  private String label(String column, String text) {
    if (!LABEL.matcher(text).matches()) {
      throw wrong(
          "'%s' is no %s — write lower-case letters, digits, '.', '_' and '-'"
              .formatted(text, column));
    }
    return text;
  }

  private Share share(String text, Instant begun) {
    Matcher ramp = RAMP.matcher(text);
    if (ramp.matches()) {
      return new Share.Ramp(
          number(ramp.group(1)), number(ramp.group(2)), later(ramp.group(3), begun));
    }
    Matcher decay = DECAY.matcher(text);
    return decay.matches()
        ? new Share.Decay(number(decay.group(1)), later(decay.group(2), begun))
        : new Share.Constant(number(text));
  }

  private double number(String text) {
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException e) {
      // told below: no number is as wrong as a number that is no share
    }
    throw wrong(
        "'%s' is no share — write a number from 0 to 1, ramp:FROM-TO@DATE or decay:TO@DATE"
            .formatted(text));
  }

  private Instant later(String text, Instant begun) {
    Instant until = date(text);
    if (!until.isAfter(begun)) {
      throw wrong("a change until %s that begins no earlier — name a later date".formatted(text));
    }
    return until;
  }

  private Published published(String text) {
    return Published.of(text)
        .orElseThrow(() ->
            wrong(
                "'%s' does not say whether the share is published — write one of: %s"
                    .formatted(
                        text,
                        Arrays.stream(Published.values())
                            .map(Published::toString)
                            .collect(Collectors.joining(", ")))));
  }

  private UnusableFileException wrong(String what) {
    return new UnusableFileException("%s:%d: %s".formatted(file, number, what));
  }
}
