package dev.plumbline.triage;

import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Spending;
import dev.plumbline.probe.Spent;
import java.util.Locale;

/**
 * What is spent of a budget, in words.
 *
 * @param day what counts, such as {@code 180 of 2,880 requests, 9,000 tokens, $0.1200 of $2.00}
 * @param share of the limit that is nearest, 0 where there is none
 */
record BudgetText(String day, String hour, double share) {
  private static final double NANO = 1e-9;

  static BudgetText of(Target target, Spending spending) {
    return of(
        spending, Spending.dayLimit(target), Spending.hourLimit(target), target.price() != null);
  }

  static BudgetText of(Limits fleet, Spending spending) {
    return of(spending, Spending.dayLimit(fleet), Spending.hourLimit(fleet), true);
  }

  private static BudgetText of(Spending spending, Spent day, Spent hour, boolean priced) {
    return new BudgetText(
        text(spending.day(), day, priced),
        text(spending.hour(), hour, priced),
        Math.max(share(spending.day().counted(), day), share(spending.hour().counted(), hour)));
  }

  private static String text(Spending.Window window, Spent limit, boolean priced) {
    Spent counted = window.counted();
    Spent reserved = window.reserved();
    String tokens =
        counts(counted.requests(), limit.requests())
            + " requests, "
            + counts(counted.tokens(), limit.tokens())
            + " tokens";
    String held = reserved.tokens() > 0 ? Show.count(reserved.tokens()) + " tokens" : "";
    if (!priced) {
      return tokens + brackets(held);
    }
    return tokens
        + ", "
        + dollars(counted.nanoUsd())
        + (limit.nanoUsd() == Long.MAX_VALUE ? "" : " of " + dollars(limit.nanoUsd()))
        + brackets(held.isEmpty() ? held : held + ", " + dollars(reserved.nanoUsd()));
  }

  private static String brackets(String held) {
    return held.isEmpty() ? held : " (reserved of it: " + held + ")";
  }

  private static String counts(long counted, long limit) {
    return Show.count(counted) + (limit == Long.MAX_VALUE ? "" : " of " + Show.count(limit));
  }

  /** Cents, and finer where it is less than a dollar. */
  private static String dollars(long nano) {
    double usd = nano * NANO;
    return String.format(Locale.ROOT, usd < 1 && usd > 0 ? "$%.4f" : "$%,.2f", usd);
  }

  private static double share(Spent counted, Spent limit) {
    return Math.max(
        share(counted.requests(), limit.requests()),
        Math.max(
            share(counted.tokens(), limit.tokens()), share(counted.nanoUsd(), limit.nanoUsd())));
  }

  private static double share(long counted, long limit) {
    if (limit == Long.MAX_VALUE) {
      return 0;
    }
    return limit <= 0 ? 1 : (double) counted / limit;
  }
}
