package dev.plumbline.rehearsal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is varied from one rehearsal to the next.
 *
 * @param perHour probes an hour and pool
 * @param identity whether responses echo who served them
 * @param logprobs whether responses carry log-probabilities
 * @param adaptive whether a pool whose evidence stirs is asked ten times as often for a while
 * @param objective p0 of every check; null: what production certifies for each
 * @param healthyFailures share of healthy answers that fail a check; 0 is what the lab measures
 * @param textDamage whether a misrouted answer reads as the lab's does, or as well as any other
 * @param together whether courses of one bug that began at one time are rehearsed as one
 * @param watchOn how long a run goes on after the first page of each course
 * @param checks the only ones listened to; empty: all
 */
public record Setting(
    double perHour,
    boolean identity,
    boolean logprobs,
    boolean adaptive,
    @Nullable Double objective,
    double healthyFailures,
    boolean textDamage,
    boolean together,
    Duration watchOn,
    Set<String> checks,
    Course.Variation variation) {

  public Setting {
    checks = Set.copyOf(checks);
  }

  /** With identity echo and log-probabilities, at the objectives of production. */
  public static Setting usual(double perHour) {
    return new Setting(
        perHour,
        true,
        true,
        false,
        null,
        0,
        false,
        false,
        Duration.ofHours(1),
        Set.of(),
        Course.Variation.NONE);
  }

  /** {@code 60/h} */
  public String rate() {
    return BigDecimal.valueOf(perHour).stripTrailingZeros().toPlainString() + "/h";
  }

  boolean listensTo(String check) {
    return checks.isEmpty() || checks.contains(check);
  }
}
