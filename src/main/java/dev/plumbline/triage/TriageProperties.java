package dev.plumbline.triage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code plumbline.triage.*}
 *
 * @param refresh how often an open page asks for news
 * @param sampleEvery how often evidence is looked at for its course over time
 * @param keep how long that course is remembered, in this process
 */
@ConfigurationProperties("plumbline.triage")
record TriageProperties(
    @DefaultValue("5s") Duration refresh,
    @DefaultValue("15s") Duration sampleEvery,
    @DefaultValue("12h") Duration keep) {

  TriageProperties {
    atLeast("refresh", refresh, Duration.ofSeconds(1));
    atLeast("sample-every", sampleEvery, Duration.ofSeconds(1));
    atLeast("keep", keep, Duration.ofMinutes(1));
  }

  private static void atLeast(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "plumbline.triage.%s must be %s or longer, not %s".formatted(name, least, value));
    }
  }
}
