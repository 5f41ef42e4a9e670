package dev.plumbline.incident;

import static java.util.stream.Collectors.joining;

import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How an incident is said in plain words. */
final class Words {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Words() {}

  /** {@code opus-4 × tpu}: the labels that say something. */
  static String name(Slice slice) {
    String labels =
        Stream.of(slice.model(), slice.platform(), slice.accelerator(), slice.pool())
            .filter(label -> !label.equals(Slice.ANY))
            .collect(joining(" × "));
    return labels.isEmpty() ? "the whole fleet" : labels;
  }

  /** {@code argmax on opus-4 × tpu}. */
  static String series(SeriesKey series) {
    return series.check() + " on " + name(series.slice());
  }

  static String severity(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /** Two significant digits: {@code 2.1 %}. */
  static String percent(double share) {
    return BigDecimal.valueOf(share * 100)
            .round(new MathContext(2))
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /**
   * One sentence: what fails, where, how much, since when, against what.
   *
   * <p>{@code argmax fails on haiku-3.5 × tpu (3 of 36 targets): 2.1 % [0.9 %, 4.6 %] of sessions
   * since 2026-11-23 14:05 UTC ± 2 min; healthy is at most 0.01 %}
   */
  static String summary(Finding finding) {
    List<Finding.CheckEffect> effects = finding.effects();
    return "%s %s on %s (%d of %d targets): %s since %s; healthy is at most %s"
        .formatted(
            effects.stream().map(Finding.CheckEffect::check).collect(joining(" and ")),
            effects.size() == 1 ? "fails" : "fail",
            name(finding.suspect()),
            finding.targets(),
            finding.fleet(),
            effects.stream().map(Words::effect).collect(joining(" and ")),
            since(finding.onset()),
            effects.stream()
                .map(effect -> percent(effect.objective()))
                .distinct()
                .collect(joining(" and ")));
  }

  private static String effect(Finding.CheckEffect effect) {
    return "%s of %s"
        .formatted(
            interval(effect.effect()),
            FeedbackReason.feeds(effect.check()) ? "stretches of minutes" : "sessions");
  }

  private static String interval(Detection.Effect effect) {
    return "%s [%s, %s]"
        .formatted(percent(effect.rate()), percent(effect.lower()), percent(effect.upper()));
  }

  private static String since(Detection.Onset onset) {
    Duration before = Duration.between(onset.earliest(), onset.likeliest());
    Duration after = Duration.between(onset.likeliest(), onset.latest());
    Duration half = before.compareTo(after) > 0 ? before : after;
    return MINUTE.format(onset.likeliest()) + " ± " + rough(half);
  }

  private static String rough(Duration duration) {
    long minutes = Math.max(1, Math.ceilDiv(duration.toSeconds(), 60L));
    return minutes < 120 ? minutes + " min" : Math.ceilDiv(minutes, 60L) + " h";
  }
}
