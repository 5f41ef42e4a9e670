package dev.plumbline.probe;

import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Target;

/** What counts against a budget in the UTC hour and the UTC day of an instant. */
public record Spending(Window hour, Window day) {
  /** The name under which the fleet's own is found: that of no target. */
  public static final String FLEET = BudgetWindow.FLEET;

  public static final Spending NOTHING = new Spending(Window.NOTHING, Window.NOTHING);

  /**
   * Of one hour or one day.
   *
   * @param counted what was used, and what is reserved for whatever has not told what it used
   * @param reserved of that, what claims without an end hold
   */
  public record Window(Spent counted, Spent reserved) {
    static final Window NOTHING = new Window(Spent.NOTHING, Spent.NOTHING);
  }

  /** The most that may count in an hour; {@link Long#MAX_VALUE} where nothing is said. */
  public static Spent hourLimit(Target target) {
    return Allowance.of(target).hour();
  }

  /** The most that may count in a day; {@link Long#MAX_VALUE} where nothing is said. */
  public static Spent dayLimit(Target target) {
    return Allowance.of(target).day();
  }

  /** Of the fleet, in an hour. */
  public static Spent hourLimit(Limits fleet) {
    return Spent.anHour(fleet);
  }

  /** Of the fleet, in a day. */
  public static Spent dayLimit(Limits fleet) {
    return Spent.aDay(fleet);
  }
}
