package dev.plumbline.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Asks nobody who said that it is too much, for as long as it said. At most an hour: a target must
 * not be able to silence its monitor, and is stale before that. Thread-safe.
 */
final class Throttling {
  static final Duration LONGEST = Duration.ofHours(1);
  static final Duration FIRST = Duration.ofSeconds(5);

  /** Of those who do not say for how long. */
  static final Duration LONGEST_GUESS = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(Throttling.class);
  private final PauseStore store;
  private final InstantSource clock;

  private final Map<String, Instant> pausedUntil = new ConcurrentHashMap<>();

  /** Targets throttled here, which nobody has answered for since. */
  private final Set<String> throttled = ConcurrentHashMap.newKeySet();

  Throttling(PauseStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What others were told, as read from the database. */
  void learn(Map<String, Instant> pauses) {
    pausedUntil.putAll(pauses);
  }

  /** Whether a claimed slot is not to be sent after all. */
  boolean pauses(Slot slot) {
    Instant until = pausedUntil.getOrDefault(slot.target(), Instant.MIN);
    return slot.at().isBefore(until);
  }

  /** An exchange came to its end. */
  void ended(Exchange exchange) {
    try {
      switch (exchange.outcome()) {
        case Outcome.Throttled(_, @Nullable String retryAfter, _) -> pause(exchange, retryAfter);
        case Outcome.Answered _ -> {
          if (throttled.remove(exchange.target())) {
            store.answered(exchange.target(), clock.instant());
          }
        }
        case Outcome.Refused _,
            Outcome.TargetError _,
            Outcome.ProberError _,
            Outcome.TimedOut _ -> {}
      }
    } catch (DataAccessException e) {
      log.warn("target {} cannot be paused: {}", exchange.target(), e.getMessage());
    }
  }

  private void pause(Exchange exchange, @Nullable String retryAfter) {
    Instant now = clock.instant();
    Map<String, List<String>> headers =
        exchange.response() == null ? Map.of() : exchange.response().headers();
    Optional<Instant> wanted =
        RetryAfter.of(headers, now)
            .or(() -> Optional.ofNullable(retryAfter).flatMap(it -> RetryAfter.of(it, now)));
    throttled.add(exchange.target());
    if (wanted.isPresent() && wanted.get().isAfter(now)) {
      Instant latest = now.plus(LONGEST);
      store.pause(exchange.target(), wanted.get().isAfter(latest) ? latest : wanted.get());
    } else {
      store.pauseLonger(exchange.target(), now, FIRST, LONGEST_GUESS);
    }
    learn(store.of(List.of(exchange.target())));
  }
}
