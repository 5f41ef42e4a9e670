package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.transformer.Arithmetic;
import dev.plumbline.lab.transformer.Transformer;
import org.junit.jupiter.api.Test;

class StepMemoryTest {
  private final Transformer model =
      Transformer.of(ModelSetup.of("small").weights(), Arithmetic.FP32);
  private final TokenSequence prompt = new TokenSequence(1, 2, 3);
  private final Prediction prediction =
      Prediction.of(new float[LanguageModels.vocabulary().size()], LanguageModels.vocabulary());

  @Test
  void remembersByPromptArithmeticAndBeginning() {
    StepMemory memory = new StepMemory(10);
    StepMemory.Node node = memory.beginning(model, model, prompt).after(7).after(8);
    memory.remember(node, prediction);

    assertThat(
            memory
                .beginning(model, model, new TokenSequence(1, 2, 3))
                .after(7)
                .after(8)
                .prediction())
        .isSameAs(prediction);
    assertThat(memory.beginning(model, model, prompt).after(8).prediction()).isNull();
    Transformer other = model.with(Arithmetic.BF16);
    assertThat(memory.beginning(model, other, prompt).after(7).after(8).prediction()).isNull();
  }

  @Test
  void forgetsAllWhenThereIsTooMuch() {
    StepMemory memory = new StepMemory(3);
    for (int i = 0; i < 4; i++) {
      memory.remember(memory.beginning(model, model, prompt).after(i), prediction);
    }
    assertThat(memory.steps()).isZero();
    assertThat(memory.beginning(model, model, prompt).after(0).prediction()).isNull();
  }
}
