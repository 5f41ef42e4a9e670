package dev.plumbline.probe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * When a target wants to be asked again, by its headers: {@code retry-after} in seconds or as a
 * date, {@code retry-after-ms}, or the latest {@code …-reset…} of a limit of which nothing remains.
 */
final class RetryAfter {
  /** Of a value that can mean anything; a longer one is no reason to work. */
  private static final int LONGEST = 64;

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
  private static final Pattern PARTS = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final Pattern RESET =
      Pattern.compile("(anthropic-ratelimit-.+-reset|x-ratelimit-reset-.+)");

  private RetryAfter() {}

  /** The instant, wherever it lies; empty where the headers say none that can be read. */
  static Optional<Instant> of(Map<String, List<String>> headers, Instant now) {
    return first(headers, "retry-after-ms")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> now.plusMillis((long) Math.ceil(Double.parseDouble(text))))
        .or(() -> first(headers, "retry-after").flatMap(text -> when(text, now)))
        .or(() -> latestReset(headers, now));
  }

  /** A header alone, as an outcome keeps it. */
  static Optional<Instant> of(String retryAfter, Instant now) {
    return when(retryAfter, now);
  }

  private static Optional<Instant> latestReset(Map<String, List<String>> headers, Instant now) {
    return headers.keySet().stream()
        .filter(name -> RESET.matcher(name).matches())
        .filter(name -> nothingRemains(headers, name))
        .flatMap(name -> first(headers, name).flatMap(text -> when(text, now)).stream())
        .max(Instant::compareTo);
  }

  private static boolean nothingRemains(Map<String, List<String>> headers, String reset) {
    return first(headers, reset.replace("-reset", "-remaining"))
        .map(remaining -> remaining.equals("0"))
        .orElse(true);
  }

  private static Optional<String> first(Map<String, List<String>> headers, String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst().map(String::strip);
  }

  private static Optional<Instant> when(String text, Instant now) {
    String stripped = text.strip();
    if (stripped.length() > LONGEST) {
      return Optional.empty();
    }
    if (SECONDS.matcher(stripped).matches()) {
      return Optional.of(now.plusMillis((long) Math.ceil(1000 * Double.parseDouble(stripped))));
    }
    if (PARTS.matcher(stripped).matches()) {
      return Optional.of(now.plus(duration(stripped)));
    }
    return Stream.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
        .flatMap(format -> date(stripped, format).stream())
        .findFirst();
  }

  private static Optional<Instant> date(String text, DateTimeFormatter format) {
    try {
      return Optional.of(ZonedDateTime.parse(text, format).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code 6m0s}, {@code 20ms}, {@code 1h30m}. */
  private static Duration duration(String text) {
    Matcher part = PART.matcher(text);
    double millis = 0;
    while (part.find()) {
      millis += Double.parseDouble(part.group(1)) * unitMillis(part.group(2));
    }
    return Duration.ofMillis((long) Math.ceil(millis));
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }
}
