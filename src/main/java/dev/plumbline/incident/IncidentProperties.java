package dev.plumbline.incident;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.incident.*}
 *
 * @param tolerance by which onset intervals may miss one another and still be one beginning
 * @param reopenWithin an alarm of the same cause reopens an incident this long after it resolved;
 *     so long is it also shown as 0 on the metric
 * @param retryAtMost longest wait between attempts while the database or the broker is away
 * @param demands when suspicious targets are asked more often
 */
@ConfigurationProperties("plumbline.incident")
record IncidentProperties(
    @DefaultValue("30m") Duration tolerance,
    @DefaultValue("2h") Duration reopenWithin,
    @DefaultValue("10s") Duration retryAtMost,
    @DefaultValue Demanding demands) {

  /**
   * {@code plumbline.incident.demands.*}
   *
   * @param factor by which the rate of a suspicious target is raised, 2 to 10
   * @param most targets asked more often at once, the most suspicious first; 0: none ever
   * @param length of a demand, in whole minutes: how long it goes on when nobody prolongs it
   * @param lead how long before it begins a demand is written, so that all workers know of it;
   *     longer than workers claim ahead ({@code plumbline.probe.claim-ahead})
   * @param every how often evidence is looked at
   */
  record Demanding(
      @DefaultValue("10") int factor,
      @DefaultValue("10") int most,
      @DefaultValue("10m") Duration length,
      @DefaultValue("15s") Duration lead,
      @DefaultValue("10s") Duration every) {

    Demanding {
      positive("demands.lead", lead);
      positive("demands.every", every);
      policy(factor, most, lead, length);
    }

    DemandPolicy policy() {
      return policy(factor, most, lead, length);
    }

    private static DemandPolicy policy(int factor, int most, Duration lead, Duration length) {
      try {
        return new DemandPolicy(factor, most, lead, length);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("plumbline.incident.demands." + e.getMessage(), e);
      }
    }
  }

  IncidentProperties {
    positive("tolerance", tolerance);
    positive("reopen-within", reopenWithin);
    positive("retry-at-most", retryAtMost);
  }

  private static void positive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(
          "plumbline.incident.%s must be longer than zero, not %s".formatted(name, duration));
    }
  }
}
