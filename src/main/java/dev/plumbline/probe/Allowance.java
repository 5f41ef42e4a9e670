package dev.plumbline.probe;

import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Target;
import org.jspecify.annotations.Nullable;

/** The most that may be spent in an hour and in a day, a slot's own cost included. */
record Allowance(Spent hour, Spent day) {
  static final Allowance UNLIMITED = new Allowance(Spent.UNLIMITED, Spent.UNLIMITED);

  static Allowance of(Target target) {
    @Nullable Limits limits = target.budget().limits();
    Allowance own = limits == null ? UNLIMITED : of(limits);
    Spent day = own.day();
    return new Allowance(
        own.hour(), new Spent(target.budget().requestsPerDay(), day.tokens(), day.nanoUsd()));
  }

  static Allowance of(Limits limits) {
    return limits.equals(Limits.NONE)
        ? UNLIMITED
        : new Allowance(Spent.anHour(limits), Spent.aDay(limits));
  }

  Allowance less(Spent ofHour, Spent ofDay) {
    return new Allowance(hour.less(ofHour), day.less(ofDay));
  }
}
