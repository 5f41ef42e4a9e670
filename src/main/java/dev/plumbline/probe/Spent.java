package dev.plumbline.probe;

import dev.plumbline.catalog.Limits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Requests and what they cost, in one hour or one day; spent, or the most that may be. */
public record Spent(long requests, long tokens, long nanoUsd) {
  public static final Spent NOTHING = new Spent(0, 0, 0);
  public static final Spent UNLIMITED = new Spent(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
  private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000);

  static Spent anHour(Limits limits) {
    return new Spent(
        limit(limits.requestsPerHour()), limit(limits.tokensPerHour()), nano(limits.usdPerHour()));
  }

  static Spent aDay(Limits limits) {
    return new Spent(
        limit(limits.requestsPerDay()), limit(limits.tokensPerDay()), nano(limits.usdPerDay()));
  }

  private static long limit(@Nullable Long value) {
    return value == null ? Long.MAX_VALUE : value;
  }

  private static long nano(@Nullable Double usd) {
    return usd == null
        ? Long.MAX_VALUE
        : BigDecimal.valueOf(usd).multiply(NANO).setScale(0, RoundingMode.FLOOR).longValue();
  }

  Spent plus(SlotCost cost) {
    return new Spent(requests + 1, tokens + cost.tokens(), nanoUsd + cost.nanoUsd());
  }

  Spent plus(Spent other) {
    return new Spent(requests + other.requests, tokens + other.tokens, nanoUsd + other.nanoUsd);
  }

  /** The same limit with so much kept for others; no limit stays none. */
  Spent less(Spent kept) {
    return new Spent(
        less(requests, kept.requests), less(tokens, kept.tokens), less(nanoUsd, kept.nanoUsd));
  }

  private static long less(long limit, long kept) {
    return limit == Long.MAX_VALUE ? limit : limit - kept;
  }

  boolean within(Spent limit) {
    return requests <= limit.requests && tokens <= limit.tokens && nanoUsd <= limit.nanoUsd;
  }
}
