package dev.plumbline.triage;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.gate.GateViews;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** How values are written on pages. Times are UTC: incidents are compared with logs. */
final class Show {
  private static final DateTimeFormatter MINUTE = utc("yyyy-MM-dd HH:mm 'UTC'");
  private static final DateTimeFormatter SECOND = utc("yyyy-MM-dd HH:mm:ss 'UTC'");

  private Show() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static String minute(@Nullable Instant at) {
    return at == null ? "—" : MINUTE.format(at);
  }

  static String second(@Nullable Instant at) {
    return at == null ? "—" : SECOND.format(at);
  }

  /** {@code 12 min ago}, {@code in 3 h}. */
  static String distance(Instant at, Instant now) {
    Duration distance = Duration.between(at, now);
    return distance.isNegative() ? "in " + rough(distance.negated()) : rough(distance) + " ago";
  }

  /** Rounded down to one unit. */
  static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7200) {
      return duration.toMinutes() + " min";
    }
    return duration.toHours() < 72 ? duration.toHours() + " h" : duration.toDays() + " days";
  }

  /** Two decimals; a dash where there is nothing. */
  static String ratio(@Nullable Double ratio) {
    return ratio == null ? "—" : String.format(Locale.ROOT, "%.2f", ratio);
  }

  /** Width of a bar, 0 to 100. */
  static int width(@Nullable Double ratio) {
    return ratio == null ? 0 : Math.clamp(Math.round(100 * ratio), 0, 100);
  }

  /** Two significant digits: {@code 2.1 %}. */
  static String percent(double share) {
    return significant(share * 100) + " %";
  }

  /** A probability in per cent, without digits that mean nothing. */
  static String probability(double probability) {
    if (probability > 0.999) {
      return "over 99.9 %";
    }
    return probability < 0.001 ? "under 0.1 %" : percent(probability);
  }

  /** Two significant digits. */
  static String significant(double number) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number).round(new MathContext(2)).stripTrailingZeros().toPlainString()
        : String.valueOf(number);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code opus-4 × tpu}: the labels that say something. */
  static String place(Slice slice) {
    String labels =
        Stream.of(slice.model(), slice.platform(), slice.accelerator(), slice.pool())
            .filter(label -> !label.equals(Slice.ANY))
            .collect(Collectors.joining(" × "));
    return labels.isEmpty() ? "the whole fleet" : labels;
  }

  /** Where the fleet page shows the targets of a slice. */
  static String fleetPath(Slice slice) {
    return "/?q="
        + Stream.of(slice.model(), slice.platform(), slice.accelerator(), slice.pool())
            .filter(label -> !label.equals(Slice.ANY))
            .map(label -> UriUtils.encode(label, StandardCharsets.UTF_8))
            .collect(Collectors.joining("%20"));
  }

  static String targetPath(String name) {
    return path("targets", name.split("/", -1));
  }

  static String seriesPath(SeriesKey key) {
    Slice slice = key.slice();
    return path(
        "series", key.check(), slice.model(), slice.platform(), slice.accelerator(), slice.pool());
  }

  /** With a capital and a full stop. */
  static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".")
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  static String gatePath(GateViews.Headline evaluation) {
    return path("gates", evaluation.gate(), "evaluations", evaluation.id());
  }

  /** Evidence, 1 where there is none: three digits, and no more zeros than one reads. */
  static String evidence(double evidence) {
    if (evidence < 0.01) {
      return "under 0.01";
    }
    return evidence < 1e5
        ? significant3(evidence)
        : String.format(Locale.ROOT, "%.0e", Math.min(evidence, Double.MAX_VALUE));
  }

  private static String significant3(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(number < 1 ? 2 : 3))
        .stripTrailingZeros()
        .toPlainString();
  }

  static String path(String first, String... segments) {
    return Stream.concat(Stream.of(first), Stream.of(segments))
        .map(segment -> UriUtils.encode(segment, StandardCharsets.UTF_8))
        .collect(Collectors.joining("/", "/", ""));
  }
}
