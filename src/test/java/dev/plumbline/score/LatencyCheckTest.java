package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The duration is recorded as it is. */
class LatencyCheckTest {
  private final Check check = new LatencyCheck();

  @Test
  void readsTheDurationInSeconds() {
    Subject subject =
        Given.subject(Given.target(), Given.probe(), Given.answer("yes"), Given.response("{}"));

    assertThat(check.inapplicable(subject.target(), subject.probe())).isEmpty();
    assertThat(check.read(subject)).isEqualTo(new Reading.Quantity(0.45));
  }

  @ParameterizedTest
  @CsvSource({"449, '0.450 s, at most 0.449 s'", "450, ''", "5000, ''"})
  void aLimitMakesItATrial(long millis, String found) {
    CheckUse limit = new CheckUse.Latency(Duration.ofMillis(millis));
    Probe probe = Given.probe("?", Set.of("Latin"), Given.greedy(), limit);
    Subject subject =
        Given.subject(Given.target(), probe, Given.answer("yes"), Given.response("{}"));

    assertThat(check.read(subject)).isEqualTo(new Reading.Trial(!found.isEmpty(), found));
  }
}
