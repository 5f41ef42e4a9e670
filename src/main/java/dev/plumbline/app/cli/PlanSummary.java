package dev.plumbline.app.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectionDelays;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.PlannedSpending;
import dev.plumbline.probe.Spent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the plan costs and buys, target by target.
 *
 * @param hour its beginning
 */
record PlanSummary(Instant hour, List<Row> targets) {
  /** Shares of answers that failed, of the bugs that the default objectives were made for. */
  static final List<Double> FAILING = List.of(0.0018, 0.008, 0.05, 0.16);

  /** Amounts as people know them. */
  record Amounts(long requests, long tokens, double usd) {
    private static final double NANO = 1e9;

    static Amounts of(Spent spent) {
      return new Amounts(spent.requests(), spent.tokens(), spent.nanoUsd() / NANO);
    }
  }

  /**
   * How late a page is in the median.
   *
   * @param failing share of the answers that fail
   * @param after null where none comes in any useful time
   */
  record Delay(double failing, @Nullable Duration after) {}

  /**
   * One target.
   *
   * @param binding the limit that holds it back; null for none
   * @param sentShare of its slots, by that limit, were each to cost its worst
   * @param check the one the delays are of
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Row(
      String target,
      Amounts hour,
      Amounts month,
      @Nullable String binding,
      double sentShare,
      @Nullable String check,
      List<Delay> delays) {}

  static PlanSummary of(Catalog catalog, Demands demands, Instant hour, @Nullable String only) {
    DetectionDelays delays = new DetectionDelays(catalog);
    List<Row> rows = new ArrayList<>();
    for (PlannedSpending spending : PlannedSpending.of(catalog, demands, hour)) {
      if (only == null || only.equals(spending.target().name())) {
        rows.add(row(spending, delays));
      }
    }
    return new PlanSummary(hour, List.copyOf(rows));
  }

  private static Row row(PlannedSpending spending, DetectionDelays delays) {
    Target target = spending.target();
    Optional<DetectionDelays.Watching> by = delays.mostFed(target);
    return new Row(
        target.name(),
        Amounts.of(spending.hour()),
        Amounts.of(spending.month()),
        spending.binding(),
        spending.share(),
        by.map(DetectionDelays.Watching::check).orElse(null),
        by.map(it ->
                FAILING.stream()
                    .map(failing ->
                        new Delay(
                            failing,
                            delays.median(target, it, failing, spending.share()).orElse(null)))
                    .toList())
            .orElse(List.of()));
  }

  /** A table for people. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        At worst (all of max-tokens, a token for each byte of the prompt); median time to a page of one target alone
        at its base rate, when that share of the answers fails the check that most of its probes feed.
        """);
    for (Row row : targets) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%s%n  this hour   %s%n  30 days     %s%n  budget      %s%n",
              row.target(),
              amounts(row.hour()),
              amounts(row.month()),
              row.binding() == null
                  ? "holds all of it"
                  : String.format(
                      Locale.ROOT,
                      "%s binds: at least %.0f %% of the slots are sent",
                      row.binding(),
                      100 * row.sentShare())));
      text.append("  pages by    ").append(row.check() == null ? "no check" : row.check());
      for (Delay delay : row.delays()) {
        text.append(
            String.format(
                Locale.ROOT, "; %s %% in %s", percent(delay.failing()), duration(delay.after())));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
  }

  private static String amounts(Amounts amounts) {
    return String.format(
        Locale.ROOT,
        "%,d requests, %,d tokens, %,.2f USD",
        amounts.requests(),
        amounts.tokens(),
        amounts.usd());
  }

  private static String duration(@Nullable Duration after) {
    if (after == null) {
      return "no useful time";
    }
    double minutes = after.toSeconds() / 60.0;
    return minutes < 120
        ? String.format(Locale.ROOT, "%.0f min", minutes)
        : minutes < 48 * 60
            ? String.format(Locale.ROOT, "%.1f h", minutes / 60)
            : String.format(Locale.ROOT, "%.1f days", minutes / 60 / 24);
  }
}
