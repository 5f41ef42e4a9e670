package dev.plumbline.score;

import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Drops old days and makes room for new ones, whether or not anything is flagged. */
class FlaggedExchangeRetention {
  private final FlaggedExchangeStore store;

  FlaggedExchangeRetention(FlaggedExchangeStore store) {
    this.store = store;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void roll() {
    store.roll();
  }
}
