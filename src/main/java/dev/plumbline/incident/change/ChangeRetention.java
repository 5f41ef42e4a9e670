package dev.plumbline.incident.change;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what was done too long ago to matter. */
class ChangeRetention {
  private final ChangeStore changes;
  private final InstantSource clock;
  private final Duration kept;

  ChangeRetention(ChangeStore changes, InstantSource clock, Duration kept) {
    this.changes = changes;
    this.clock = clock;
    this.kept = kept;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void forget() {
    changes.forgetBefore(clock.instant().minus(kept));
  }
}
