package dev.plumbline.lab.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.lab.Catalogs;
import dev.plumbline.lab.chat.Completion.Piece;
import dev.plumbline.lab.model.ChatTemplate;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.LanguageModels;
import dev.plumbline.lab.model.Prompt;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.ToolCallTemplate;
import dev.plumbline.lab.model.Written;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as vLLM's parser of the Hermes template reads them. */
class CompletionTest {
  private static final String CALL =
      "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": [1, \"ü\"]}}\n</tool_call>";
  private static final ToolCall READ = new ToolCall("f", "{\"a\": [1, \"ü\"]}");

  private static final List<Probe> PROBES = List.of(Catalogs.TOOL_PROBE);

  @Test
  void aCallIsReadAndTheTextBeforeItIsContent() {
    Completion completion = completion("Let me see.\n" + CALL, true);

    assertThat(completion.content()).isEqualTo("Let me see.\n");
    assertThat(completion.calls()).containsExactly(READ);
    assertThat(completion.ending()).isEqualTo(Completion.Ending.TOOL_CALLS);
  }

  @Test
  void severalCallsAreReadAndTheLastMayLackItsEnd() {
    assertThat(completion(CALL + "\n" + CALL.replace("\n</tool_call>", ""), true).calls())
        .containsExactly(READ, READ);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "<tool_call>",
        "<tool_call>\n{\"name\": \"f\", \"argu",
        "<tool_call>\n{\"name\": \"f\"}\n</tool_call>",
        "<tool_call>\n{\"name\": 1, \"arguments\": {}}\n</tool_call>",
        "<tool_call>\n{\"name\": \"f\", \"arguments\": {}} x\n</tool_call>",
        "<tool_ccall>\n{\"name\": \"f\", \"arguments\": {}}\n</tool_call>",
        CALL + "<tool_call>\nnot JSON\n</tool_call>",
      })
  void whatCannotBeReadIsPlainText(String text) {
    Completion completion = completion(text, true);

    assertThat(completion.content()).isEqualTo(text);
    assertThat(completion.calls()).isEmpty();
    assertThat(completion.ending()).isEqualTo(Completion.Ending.END);
  }

  @Test
  void withoutToolsNothingIsACall() {
    assertThat(completion(CALL, false).content()).isEqualTo(CALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {CALL, "First สวัสดี 😀. " + CALL + "\n" + CALL, "Only text 😀."})
  void piecesJoinToTheWholeAndEveryStepIsInOnePiece(String text) {
    Completion completion = completion(text, true);
    List<List<Piece>> calls = completion.callPieces();

    assertThat(joined(completion.contentPieces())).isEqualTo(completion.content());
    assertThat(calls).hasSameSizeAs(completion.calls());
    for (int i = 0; i < calls.size(); i++) {
      assertThat(calls.get(i).getFirst().text()).isEmpty();
      assertThat(joined(calls.get(i))).isEqualTo(completion.calls().get(i).arguments());
    }
    List<Step> steps =
        Stream.concat(completion.contentPieces().stream(), calls.stream().flatMap(List::stream))
            .flatMap(piece -> piece.steps().stream())
            .toList();
    assertThat(steps).isEqualTo(completion.generation().steps());
  }

  @Test
  void theModelWritesTheExampleCallOfAProbe() {
    Generation written = write(Prompt.of(Catalogs.TOOL_PROBE), 200);

    assertThat(written.text())
        .isEqualTo(
            """
            <tool_call>
            {"name": "get_weather", "arguments": {"city": "São Paulo", "days": [1, 2], "metric": true}}
            </tool_call>\
            """)
        .isEqualTo(ToolCallTemplate.answer(Catalogs.TOOL_PROBE));
    assertThat(Completion.of(written, true).calls())
        .containsExactly(
            new ToolCall(
                "get_weather", "{\"city\": \"São Paulo\", \"days\": [1, 2], \"metric\": true}"));
  }

  @Test
  void aCallThatRanIntoTheTokenLimitIsPlainText() {
    Completion cut = Completion.of(write(Prompt.of(Catalogs.TOOL_PROBE), 12), true);

    assertThat(cut.calls()).isEmpty();
    assertThat(cut.ending()).isEqualTo(Completion.Ending.LENGTH);
  }

  @Test
  void toolsCountAsPromptAndWithoutThemTheModelCallsNone() {
    Prompt bare = new Prompt(Catalogs.TOOL_PROBE.messages(), List.of());

    assertThat(tokens(Prompt.of(Catalogs.TOOL_PROBE))).isGreaterThan(tokens(bare) + 10);
    assertThat(write(bare, 200).text()).doesNotContain("tool_call");
  }

  private static Generation write(Prompt prompt, int maxTokens) {
    return Written.answer(prompt, PROBES, Written.greedy(maxTokens));
  }

  private static int tokens(Prompt prompt) {
    return ChatTemplate.TRAINED.tokens(LanguageModels.vocabulary(), prompt).length();
  }

  /** As if a model had written this, token by token. */
  private static Completion completion(String text, boolean tools) {
    Probe probe = Catalogs.probe("text", "Say it.", text);
    Generation written = Written.answer(Prompt.of(probe), List.of(probe), Written.GREEDY);
    assertThat(written.text()).isEqualTo(text);
    return Completion.of(written, tools);
  }

  private static String joined(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
