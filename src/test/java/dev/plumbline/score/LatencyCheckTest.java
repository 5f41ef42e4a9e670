package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
