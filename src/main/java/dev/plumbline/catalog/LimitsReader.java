package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what may be spent. */
final class LimitsReader {
  private static final String NO_PRICE = "without a price nobody knows what is spent";
  private static final String REMEDY =
      "add price: {input: …, output: …}, in US dollars a million tokens, here or under defaults";

  private LimitsReader() {}

  /** The limits of a {@code budget}, but for a target's requests a day. */
  static Limits ofTarget(Fields budget) {
    return read(budget, null);
  }

  static Limits ofFleet(Fields budget) {
    return read(budget, budget.wholeOrNull("requests-per-day"));
  }

  private static Limits read(Fields budget, @Nullable Long requestsPerDay) {
    return new Limits(
        budget.wholeOrNull("requests-per-hour"),
        requestsPerDay,
        budget.wholeOrNull("tokens-per-hour"),
        budget.wholeOrNull("tokens-per-day"),
        budget.numberOrNull("usd-per-hour"),
        budget.numberOrNull("usd-per-day"));
  }

  /** A limit of money, the target's or the fleet's, needs the target's price. */
  static void requirePrice(Fields target, Target read, Limits fleet) {
    Limits own = read.budget().limits();
    if (read.price() == null && own != null && own.limitsMoney()) {
      target
          .within("budget")
          .error("limits money, and the target has no price: " + NO_PRICE, REMEDY);
    } else if (read.price() == null && fleet.limitsMoney()) {
      target.error("has no price, and the fleet's budget limits money: " + NO_PRICE, REMEDY);
    }
  }

  /** Keys of a budget that are limits; for {@link #ofTarget}. */
  static boolean any(Fields budget) {
    return List.of(
            "requests-per-hour", "tokens-per-hour", "tokens-per-day", "usd-per-hour", "usd-per-day")
        .stream()
        .anyMatch(budget::has);
  }
}
