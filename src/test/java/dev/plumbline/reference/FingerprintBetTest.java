package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Misrouting told from health by the answers alone, once there are enough draws to count by. */
@Timeout(120)
class FingerprintBetTest {
  private static final String OWN = "ash/cloud/tpu/tpu-a";
  private static final String OTHER = "ash/cloud/tpu/tpu-1m";
  private static final int PROBES = 10;

  /**
   * Mean likelihood ratio of fresh answers: measured 0.12 of healthy ones, 81 of the other pool's,
   * whose leads are off by twice the noise.
   */
  @Test
  @Tag("exhaustive")
  void anotherPoolIsToldFromThisOne() throws UnusableCaptureException {
    Reference reference = reference(20_000);
    FingerprintBet bet = Objects.requireNonNull(reference.fingerprint());
    assertThat(bet.other()).isEqualTo(OTHER);
    double healthy = meanRatio(reference, pool(OWN, 11, 0), 4_000);
    double misrouted = meanRatio(reference, pool(OTHER, 12, 0.02), 400);
    assertThat(healthy).isLessThan(1);
    assertThat(misrouted).isGreaterThan(20);
  }

  /** Bins of fewer draws would be noise: it is off. */
  @Test
  void fewerDrawsAreNotCountedBy() throws UnusableCaptureException {
    assertThat(reference(500).fingerprint()).isNull();
  }

  private static Reference reference(int draws) throws UnusableCaptureException {
    SimulatedPool own = pool(OWN, 1, 0);
    SimulatedPool other = pool(OTHER, 2, 0.02);
    ReferenceBuilder builder = new ReferenceBuilder(own.target(), "soaked, Kim", Set.of());
    for (int draw = 0; draw < draws; draw++) {
      builder.first(own.answer(draw % PROBES));
      builder.second(own.answer(draw % PROBES));
      if (draw < 2_000) {
        builder.other(other.answer(draw % PROBES));
      }
    }
    return builder.build();
  }

  private static double meanRatio(Reference reference, SimulatedPool pool, int answers) {
    double sum = 0;
    for (int i = 0; i < answers; i++) {
      Draw draw = Draw.of(pool.answer(i % PROBES)).orElseThrow();
      sum += reference.fingerprintRatio(draw.probe(), draw.units()).orElseThrow();
    }
    return sum / answers;
  }

  private static SimulatedPool pool(String name, long seed, double shift) {
    return new SimulatedPool(name, seed, shift, true);
  }
}
