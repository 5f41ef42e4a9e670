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
 */
@ConfigurationProperties("plumbline.incident")
record IncidentProperties(
    @DefaultValue("30m") Duration tolerance,
    @DefaultValue("2h") Duration reopenWithin,
    @DefaultValue("10s") Duration retryAtMost) {

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
