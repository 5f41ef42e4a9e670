package dev.plumbline.probe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers work.
 *
 * @param claimAhead how long before it is due a slot is claimed
 * @param claimDeadline how long after it was due a slot may still be claimed and sent
 * @param tick how often workers look for slots to claim
 * @param lostMargin beyond deadline and timeout, how long an exchange may take to reach its claim:
 *     longer than the producer tries to publish it
 * @param drain how long a stopping worker waits for what it has under way
 * @param clockTolerance how far this clock and PostgreSQL's may be apart; beyond, a worker does not
 *     work
 * @param location where this worker is: {@code eu-north}; its exchanges say so
 * @param locations all places where there are workers, {@code location} among them: each claims its
 *     part of the slots first, and those of the others where they leave them
 * @param egress ranges of private addresses that targets may have: {@code 10.0.0.0/8}
 */
@ConfigurationProperties("plumbline.probe")
record ProbeProperties(
    @DefaultValue("3s") Duration claimAhead,
    @DefaultValue("10s") Duration claimDeadline,
    @DefaultValue("200ms") Duration tick,
    @DefaultValue("60s") Duration lostMargin,
    @DefaultValue("20s") Duration drain,
    @DefaultValue("5s") Duration clockTolerance,
    @DefaultValue List<String> egress,
    @Nullable String location,
    @DefaultValue List<String> locations) {

  ProbeProperties {
    requirePositive("claim-ahead", claimAhead);
    requirePositive("claim-deadline", claimDeadline);
    requirePositive("tick", tick);
    requirePositive("drain", drain);
    requirePositive("clock-tolerance", clockTolerance);
    if (!locations.isEmpty() && !locations.contains(location)) {
      throw new IllegalArgumentException(
          "plumbline.probe.location is %s; must be one of plumbline.probe.locations, %s"
              .formatted(location, locations));
    }
    if (lostMargin.compareTo(ExchangePublisher.GIVES_UP_AFTER) <= 0) {
      throw new IllegalArgumentException(
          "plumbline.probe.lost-margin is %s; must be longer than the %s a publish may take"
              .formatted(lostMargin, ExchangePublisher.GIVES_UP_AFTER));
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(
          "plumbline.probe.%s is %s; must be longer than nothing".formatted(name, value));
    }
  }
}
