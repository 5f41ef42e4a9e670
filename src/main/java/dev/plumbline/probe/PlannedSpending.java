package dev.plumbline.probe;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Bursts;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a target's plan reserves, at its worst: what budgets are held to, not what will be billed.
 *
 * @param hour of the hour asked for, demands and peers included, before any budget
 * @param month of 30 days of base slots, after budgets
 * @param binding the limit that lets the least through; null where all of it fits
 * @param share of the slots that budgets let through, on average
 */
public record PlannedSpending(
    Target target, Spent hour, Spent month, @Nullable String binding, double share) {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int HOURS = 24;
  private static final int MONTH_DAYS = 30;

  /** A limit and how much of what is wanted it lets through. */
  private record Limit(String name, double share) {}

  /** Of every target, in the catalog's order. */
  public static List<PlannedSpending> of(Catalog catalog, Demands demands, Instant hour) {
    List<Slot> slots = Plan.slots(catalog, demands, hour, hour.plus(Duration.ofHours(1)));
    Spent fleetDay =
        catalog.targets().stream()
            .map(target -> wantedADay(catalog, target))
            .reduce(Spent.NOTHING, Spent::plus);
    List<Limit> fleet = limits("fleet ", catalog.manners().budget(), fleetDay);
    List<PlannedSpending> all = new ArrayList<>();
    for (Target target : catalog.targets()) {
      all.add(of(catalog, target, slots, fleet));
    }
    return List.copyOf(all);
  }

  private static PlannedSpending of(
      Catalog catalog, Target target, List<Slot> slots, List<Limit> fleet) {
    ProbeCosts costs = ProbeCosts.of(catalog, target);
    Spent hour =
        slots.stream()
            .filter(slot -> slot.target().equals(target.name()))
            .map(costs::of)
            .reduce(Spent.NOTHING, Spent::plus, Spent::plus);
    Spent day = wantedADay(catalog, target);
    Budget budget = target.budget();
    List<Limit> limits = new ArrayList<>(fleet);
    limits.add(new Limit("requests-per-day", share(budget.requestsPerDay(), day.requests())));
    Limits own = budget.limits();
    if (own != null) {
      limits.addAll(limits("", own, day));
    }
    Optional<Limit> least =
        limits.stream().filter(it -> it.share() < 1).min(Comparator.comparingDouble(Limit::share));
    double share = least.map(Limit::share).orElse(1.0);
    return new PlannedSpending(
        target, hour, times(day, MONTH_DAYS * share), least.map(Limit::name).orElse(null), share);
  }

  private static Spent wantedADay(Catalog catalog, Target target) {
    long requests =
        catalog.manners().draining().contains(target.name()) ? 0 : requestsADay(target.budget());
    SlotCost cost = ProbeCosts.of(catalog, target).mean().times(requests);
    return new Spent(requests, cost.tokens(), cost.nanoUsd());
  }

  /** A slot that is a burst is as many requests as are sent at once. */
  private static long requestsADay(Budget budget) {
    double slots = (double) DAY.toNanos() / budget.interval().toNanos();
    Bursts bursts = budget.bursts() == null ? Bursts.NONE : budget.bursts();
    return (long) Math.ceil(slots * bursts.requestsPerSlot());
  }

  private static List<Limit> limits(String whose, Limits limits, Spent day) {
    Spent aDay = Spent.aDay(limits);
    Spent anHour = Spent.anHour(limits);
    return List.of(
        new Limit(whose + "requests-per-day", share(aDay.requests(), day.requests())),
        new Limit(whose + "tokens-per-day", share(aDay.tokens(), day.tokens())),
        new Limit(whose + "usd-per-day", share(aDay.nanoUsd(), day.nanoUsd())),
        new Limit(whose + "requests-per-hour", share(anHour.requests(), day.requests() / HOURS)),
        new Limit(whose + "tokens-per-hour", share(anHour.tokens(), day.tokens() / HOURS)),
        new Limit(whose + "usd-per-hour", share(anHour.nanoUsd(), day.nanoUsd() / HOURS)));
  }

  private static double share(long limit, long wanted) {
    return wanted <= limit ? 1 : (double) limit / wanted;
  }

  private static Spent times(Spent day, double factor) {
    return new Spent(
        Math.round(day.requests() * factor),
        Math.round(day.tokens() * factor),
        Math.round(day.nanoUsd() * factor));
  }
}
