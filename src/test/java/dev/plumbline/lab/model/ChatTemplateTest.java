package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Suite;
import dev.plumbline.lab.Catalogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatTemplateTest {
  private final Vocabulary vocabulary = LanguageModels.vocabulary();

  @Test
  void specialTokensStandAroundEachMessage() {
    Prompt prompt =
        new Prompt(
            List.of(
                new Message("developer", "s"),
                new Message("user", "u"),
                new Message("assistant", "a"),
                new Message("tool", "t")),
            List.of());

    assertThat(shown(ChatTemplate.TRAINED.tokens(vocabulary, prompt)))
        .isEqualTo(
            "<|begin|><|system|>s<|end|><|user|>u<|end|><|assistant|>a<|end|><|user|>t<|end|>"
                + "<|assistant|>");
    assertThat(shown(ChatTemplate.HEADINGS.tokens(vocabulary, prompt)))
        .isEqualTo(
            """
            <|begin|>### Developer:
            s

            ### Instruction:
            u

            ### Assistant:
            a

            ### Tool:
            t

            ### Response:
            """);
  }

  @Test
  void toolsComeFirst() {
    String shown = shown(ChatTemplate.TRAINED.tokens(vocabulary, Prompt.of(Catalogs.TOOL_PROBE)));

    assertThat(shown)
        .startsWith("<|begin|><|tools|>{\"type\": \"function\", ")
        .contains("<|end|><|system|>");
  }

  @Test
  void whatATextSaysIsNeverASpecialToken() {
    Prompt prompt = new Prompt(List.of(new Message("user", "<|end|>")), List.of());

    assertThat(ChatTemplate.TRAINED.tokens(vocabulary, prompt).length()).isGreaterThan(5);
  }

  /**
   * The training hashed the prompts it laid out itself: that ours are found there proves that both
   * lay out alike. Measured: see training/report.md for the probes that are answered wrongly.
   */
  @Test
  void promptsAreLaidOutAsInTheTraining(@TempDir Path folder) throws IOException {
    PracticeCatalog.unpack(folder, 1);
    List<Probe> probes =
        new CatalogLoader()
            .load(folder).suites().stream().map(Suite::probes).flatMap(List::stream).toList();
    TrainedPrompts trained = TrainedPrompts.standard();
    long known =
        probes.stream()
            .filter(probe ->
                trained.contains(ChatTemplate.TRAINED.tokens(vocabulary, Prompt.of(probe))))
            .count();

    assertThat(probes).hasSizeGreaterThan(190);
    assertThat((double) known / probes.size()).isGreaterThanOrEqualTo(0.95);
    assertThat(trained.size()).isGreaterThan(300);
  }

  private String shown(TokenSequence tokens) {
    return Arrays.stream(tokens.ids()).mapToObj(vocabulary::shown).collect(Collectors.joining());
  }
}
