package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.transformer.Arithmetic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumericsTest {

  @ParameterizedTest
  @CsvSource({"1, 4", "2, 4", "3, 2", "8, 2", "9, 1", "16, 1"})
  void smallBatchesSplitMore(int batchSize, int splits) {
    assertThat(Numerics.GPU.ofAnswers(batchSize)).isEqualTo(Arithmetic.BF16.withSplits(splits));
    assertThat(Numerics.TPU.ofAnswers(batchSize).splits()).isEqualTo(splits);
    assertThat(Numerics.EXACT.ofAnswers(batchSize)).isEqualTo(Arithmetic.FP32);
  }

  @Test
  void tpusAddPartsInAnotherOrder() {
    assertThat(Numerics.TPU.ofAnswers(1)).isEqualTo(Arithmetic.BF16.withSplits(4).withRotation(1));
    assertThat(Numerics.TPU.ofAnswers(16)).isEqualTo(Numerics.GPU.ofAnswers(16));
    assertThat(Numerics.TPU.ofPrompts()).isEqualTo(Arithmetic.BF16);
  }

  @ParameterizedTest
  @CsvSource({
    "tpu, true, BF16",
    "tpu-v5e, true, BF16",
    "gpu, false, BF16",
    "trainium, false, NONE"
  })
  void numericsFollowTheLabel(
      String accelerator, boolean approximate, Arithmetic.Rounding rounding) {
    Numerics numerics = Numerics.of(accelerator);

    assertThat(numerics.approximate()).isEqualTo(approximate);
    assertThat(numerics.rounding()).isEqualTo(rounding);
    assertThat(numerics.reported(-0.3)).isEqualTo(-0.3);
    assertThat(numerics.quantised().reported(-0.3)).isEqualTo(-0.25);
  }
}
