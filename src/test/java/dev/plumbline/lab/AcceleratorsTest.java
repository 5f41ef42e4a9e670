package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.model.Numerics;
import dev.plumbline.lab.transformer.Precision;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AcceleratorsTest {
  private final Accelerators accelerators =
      new Accelerators(Set.of("gpu"), Set.of("tpu"), Set.of("tpu", "trainium"));

  @Test
  void whatIsSpecialIsOfTheNamedAcceleratorsAlone() {
    assertThat(accelerators.numerics("gpu")).isEqualTo(Numerics.GPU);
    assertThat(accelerators.numerics("tpu"))
        .isEqualTo(Numerics.TPU.quantised().reportingChosenFrom());
    assertThat(accelerators.numerics("trainium")).isEqualTo(Numerics.EXACT.reportingChosenFrom());
    assertThat(accelerators.precision("gpu")).isEqualTo(Precision.INT8);
    assertThat(accelerators.precision("tpu")).isEqualTo(Precision.STORED);
  }
}
