package dev.plumbline.probe;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is spent of some budgets, and what of a batch still fits. Pure: whoever holds the locks on
 * them asks, and writes down what came of it.
 */
final class Reservations {
  private final Map<BudgetWindow, Spent> spent;
  private final Map<BudgetWindow, Spent> added = new HashMap<>();

  Reservations(Map<BudgetWindow, Spent> spent) {
    this.spent = Map.copyOf(spent);
  }

  /** The windows that a request counts in. */
  static List<BudgetWindow> windows(ClaimRequest request) {
    Instant at = request.slot().at();
    String target = request.slot().target();
    Stream<BudgetWindow> own =
        Stream.of(BudgetWindow.hour(target, at), BudgetWindow.day(target, at));
    return request.ofFleet()
        ? Stream.concat(
                own,
                Stream.of(
                    BudgetWindow.hour(BudgetWindow.FLEET, at),
                    BudgetWindow.day(BudgetWindow.FLEET, at)))
            .toList()
        : own.toList();
  }

  /**
   * Reserves what a request may cost; if it does not fit, says what is spent, and reserves nothing.
   */
  Optional<Skip> reserve(ClaimRequest request) {
    Instant at = request.slot().at();
    if (!fits(request, request.slot().target(), at, request.own())) {
      return Optional.of(Skip.BUDGET);
    }
    if (request.ofFleet() && !fits(request, BudgetWindow.FLEET, at, request.fleet())) {
      return Optional.of(Skip.FLEET_BUDGET);
    }
    windows(request)
        .forEach(window -> added.merge(window, Spent.NOTHING.plus(request.cost()), Spent::plus));
    return Optional.empty();
  }

  private boolean fits(ClaimRequest request, String scope, Instant at, Allowance allowance) {
    return with(BudgetWindow.hour(scope, at)).plus(request.cost()).within(allowance.hour())
        && with(BudgetWindow.day(scope, at)).plus(request.cost()).within(allowance.day());
  }

  private Spent with(BudgetWindow window) {
    return spent
        .getOrDefault(window, Spent.NOTHING)
        .plus(added.getOrDefault(window, Spent.NOTHING));
  }
}
