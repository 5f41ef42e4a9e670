package dev.plumbline.catalog.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 250ms}, {@code 1.5s}, {@code 1m}, {@code 1h}, {@code 1d} and ISO-8601. */
final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(366);

  private Durations() {}

  static Duration positive(String text) {
    Duration duration = parse(text);
    if (!duration.isPositive()) {
      throw new Malformed("must be longer than 0", "write for example 1m");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new Malformed("is longer than a year", "write for example 1h");
    }
    return duration;
  }

  private static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    try {
      if (!matcher.matches()) {
        return Duration.parse(text);
      }
      long unit = nanos(matcher.group(2));
      BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
      return Duration.ofNanos(nanos.longValueExact());
    } catch (DateTimeException | ArithmeticException e) {
      throw new Malformed("is not a duration", "write for example 250ms, 5s, 1m, 1h or PT1M30S");
    }
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(1).toNanos();
      case "s" -> Duration.ofSeconds(1).toNanos();
      case "m" -> Duration.ofMinutes(1).toNanos();
      case "h" -> Duration.ofHours(1).toNanos();
      default -> Duration.ofDays(1).toNanos();
    };
  }
}
