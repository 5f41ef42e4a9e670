package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.probe.Answer;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of the wire formats, known, known to be something else, and unknown. */
class StopReasonCheckTest {
  private final Check check = new StopReasonCheck();

  private static Probe probe(StopReason expected) {
    return Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Stop(expected));
  }

  private Reading read(StopReason expected, @Nullable String word) {
    Answer answer = new Answer("…", word, List.of(), "ash-1", null, List.of());
    return check.read(Given.subject(Given.target(), probe(expected), answer, Given.response("{}")));
  }

  @ParameterizedTest
  @CsvSource({
    "stop, END",
    "STOP, END",
    "end_turn, END",
    "stop_sequence, END",
    "eos_token, END",
    "length, LENGTH",
    "max_tokens, LENGTH",
    "MAX_TOKENS, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "tool_calls, TOOL_USE",
    "tool_use, TOOL_USE",
    "function_call, TOOL_USE"
  })
  void knownWordsMeanOneThing(String word, StopReason meant) {
    for (StopReason expected : StopReason.values()) {
      assertThat(read(expected, word)).extracting("failed").isEqualTo(expected != meant);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "content_filter",
    "refusal",
    "pause_turn",
    "SAFETY",
    "malformed_model_output",
    "guardrail_intervened"
  })
  void otherEndsFailWhateverIsExpected(String word) {
    for (StopReason expected : StopReason.values()) {
      assertThat(read(expected, word)).extracting("failed").isEqualTo(true);
    }
  }

  @Test
  void aFailureShowsTheWord() {
    assertThat(read(StopReason.END, "max_tokens"))
        .isEqualTo(new Reading.Trial(true, "expected the end, got 'max_tokens'"));
  }

  @Test
  void newWordsAndNoneAreNoTrial() {
    assertThat(read(StopReason.END, "finished\n"))
        .isEqualTo(new Reading.NotATrial("unknown reason to end 'finished\\u000A'"));
    assertThat(read(StopReason.END, null))
        .isEqualTo(new Reading.NotATrial("the response does not say why the answer ended"));
  }

  @Test
  void needsAnExpectation() {
    assertThat(check.inapplicable(Given.target(), probe(StopReason.END))).isEmpty();
    assertThat(check.inapplicable(Given.target(), Given.probe())).isPresent();
  }
}
