package dev.plumbline.feedback;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.feedback.*}
 *
 * @param block what is reported within it is one trial; whole minutes, a divisor of an hour
 * @param grace how long after its end a block waits for late counts and corrections, in minutes
 *     seen of its model; up to a day
 * @param memory over which a bet learns what to expect; whole blocks
 * @param ratio κ: how many times as often as elsewhere users may report in health; at least 1
 * @param group m: how many reports may come of one cause, like one user or one chat room, within a
 *     block; at least 1
 * @param usual how readily a platform's users report in health, compared with those of a platform
 *     that is not named: 2 where they do twice as often
 */
@ConfigurationProperties("plumbline.feedback")
record FeedbackProperties(
    @DefaultValue("5m") Duration block,
    @DefaultValue("5m") Duration grace,
    @DefaultValue("1h") Duration memory,
    @DefaultValue("1.5") double ratio,
    @DefaultValue("5") int group,
    @DefaultValue Map<String, Double> usual) {
  private static final Duration DAY = Duration.ofDays(1);

  FeedbackProperties {
    usual = Map.copyOf(usual);
    require(
        block.isPositive() && whole(Duration.ofHours(1), block) && whole(block, ofMinutes(1)),
        "block is %s; it must be whole minutes of which an hour is a multiple",
        block);
    require(
        !grace.isNegative() && grace.compareTo(DAY) <= 0,
        "grace is %s; it must be zero to a day",
        grace);
    require(
        !memory.isNegative() && memory.compareTo(DAY) <= 0 && whole(memory, block),
        "memory is %s; it must be whole blocks, at most a day of them",
        memory);
    require(ratio >= 1 && ratio <= 100, "ratio is %s; it must be 1 to 100", ratio);
    require(group >= 1 && group <= 10_000, "group is %s; it must be 1 to 10000", group);
    usual.forEach((platform, times) ->
        require(
            times >= 0.01 && times <= 100,
            "usual." + platform + " is %s; it must be 0.01 to 100",
            times));
  }

  double usual(String platform) {
    return usual.getOrDefault(platform, 1.0);
  }

  private static boolean whole(Duration many, Duration one) {
    return many.toMillis() % one.toMillis() == 0;
  }

  private static Duration ofMinutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static void require(boolean met, String otherwise, Object value) {
    if (!met) {
      throw new IllegalArgumentException("plumbline.feedback." + otherwise.formatted(value));
    }
  }
}
