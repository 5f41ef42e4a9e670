package dev.plumbline.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A second passes with every look at it. A lab's other traffic comes and goes in half a second, so
 * requests sent as fast as they are answered would all meet the same batch; by this clock each
 * meets another, however fast the machine is.
 */
public final class HurriedTime implements InstantSource {
  private static final Instant BEGIN = Instant.parse("2025-09-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(1);

  private final AtomicLong looks = new AtomicLong();

  @Override
  public Instant instant() {
    return BEGIN.plus(STEP.multipliedBy(looks.getAndIncrement()));
  }
}
