package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Token;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check over an answer: prompt's own scripts, remains of tokens, answers we cut. */
class ForeignScriptCheckTest {
  private static final RawResponse WHOLE = Given.response("{}");
  private final Check check = new ForeignScriptCheck();

  private Reading read(String prompt, String answer, RawResponse response) {
    Probe probe = Given.probe(prompt, Set.of("Latin"), Given.greedy());
    return check.read(Given.subject(Given.target(), probe, Given.answer(answer), response));
  }

  private Reading read(String answer) {
    return read("Say something.", answer, WHOLE);
  }

  private static Reading passed() {
    return new Reading.Trial(false, "");
  }

  private static Reading failed(String found) {
    return new Reading.Trial(true, found);
  }

  @Test
  void anEnglishAnswerPasses() {
    assertThat(read("Spring, summer, autumn and winter.")).isEqualTo(passed());
  }

  @Test
  void aThaiLetterFailsAndIsNamed() {
    assertThat(read("Spring, sumสmer")).isEqualTo(failed("U+0E2A THAI at 11"));
  }

  /** What is written to a tool is an answer too, whether or not its JSON escapes it. */
  @ParameterizedTest
  @CsvSource({
    "'{\"place\": \"Oslo\"}', ''",
    "'{\"place\": \"Osสlo\"}', U+0E2A THAI at 13",
    "'{\"place\": \"Os\\u0e2alo\"}', U+0E2A THAI at 13",
    "'{\"place\": \"Osสl', U+0E2A THAI at 14"
  })
  void argumentsOfToolCallsAreRead(String arguments, String found) {
    Answer call =
        new Answer(
            "",
            "tool_calls",
            List.of(),
            null,
            null,
            List.of(new Answer.ToolCall("get_weather", arguments)));
    Probe probe = Given.probe("Weather?", Set.of("Latin"), Given.greedy());

    assertThat(check.read(Given.subject(Given.target(), probe, call, WHOLE)))
        .isEqualTo(new Reading.Trial(!found.isEmpty(), found));
  }

  @Test
  void noMoreThanFiveAreListed() {
    assertThat(read("жжжжжжжжж"))
        .extracting("found")
        .asString()
        .contains("at 4")
        .doesNotContain("at 5");
  }

  @Test
  void scriptsOfThePromptAreAllowed() {
    assertThat(read("What does Москва mean?", "Москва means Moscow.", WHOLE)).isEqualTo(passed());
    assertThat(read("What does Москва mean?", "Μόσχα", WHOLE)).extracting("failed").isEqualTo(true);
  }

  @Test
  void oddCharactersOfThePromptAreAllowed() {
    assertThat(read("What is \uFFFD, and 。?", "\uFFFD replaces; 。ends.", WHOLE))
        .isEqualTo(passed());
    assertThat(read("What is \uFFFD?", "a 、", WHOLE)).extracting("failed").isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "Done.<|im_end|> → leaked token <|im_end|> at 5",
        "<|start_header_id|>x → leaked token <|start_header_id|> at 0",
        "Done</s> → leaked token </s> at 4",
        "[INST] hi [/INST] → leaked token [INST] at 0, leaked token [/INST] at 10",
        "a<end_of_turn> → leaked token <end_of_turn> at 1",
        "a<unk>b → leaked token <unk> at 1",
        "theĠquickĠfox → undecoded token Ġ at 3, undecoded token Ġ at 9",
        "end.Ċnext → undecoded token Ċ at 4",
        "itâĢĻs → undecoded UTF-8 âĢĻ at 2",
        "▁the▁quick → undecoded token ▁ at 0, undecoded token ▁ at 4",
        "a<0xE2><0x82> → undecoded token <0xE2> at 1, undecoded token <0x82> at 7",
      })
  void remainsOfTokensFail(String answer, String found) {
    assertThat(read(answer)).isEqualTo(failed(found));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ġanni u Ċensu marru l-Ġermanja; IL-MAĠĠORANZA. (Ġunju) “Ċar” AĊĊESS",
        "<s>struck out</s> and if a <| b |> c: x</script>",
        "the bars ▁▂▃▄ and 0xE2",
        "[INSTALL] <summary> <eosinophil>"
      })
  void whatOnlyLooksLikeRemainsPasses(String answer) {
    assertThat(read(answer)).isEqualTo(passed());
  }

  @Test
  void tokensOfThePromptPass() {
    assertThat(read("What does <|endoftext|> do?", "<|endoftext|> ends a text.", WHOLE))
        .isEqualTo(passed());
    assertThat(read("What does <|endoftext|> do?", "It ends a text.<|im_end|>", WHOLE))
        .isEqualTo(failed("leaked token <|im_end|> at 15"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half a charact\uFFFD", "half a pair \uD83D"})
  void theLastCharacterOfAnAnswerWeCutIsNotHeldAgainstIt(String answer) {
    RawResponse cut = new RawResponse(200, WHOLE.headers(), "{}", false, true, WHOLE.chunkMicros());

    assertThat(read("Say something.", answer, cut)).isEqualTo(passed());
    assertThat(read(answer)).extracting("failed").isEqualTo(true);
  }

  private static Token token(String text, String hex) {
    return new Token(text, hex, -0.1, List.of());
  }

  private Reading read(String answer, Token... tokens) {
    Probe probe = Given.probe("Say something.", Set.of("Latin"), Given.greedy());
    return check.read(Given.subject(Given.target(), probe, Given.answer(answer, tokens), WHOLE));
  }

  @Test
  void charactersAreJoinedFromTheBytesOfSeveralTokens() {
    assertThat(read("é", token("\uFFFD", "c3"), token("\uFFFD", "a9"))).isEqualTo(passed());
  }

  @Test
  void damageThatTheServerMendedInTheTextIsFoundInTheBytes() {
    assertThat(read("ab", token("a", "61"), token("\uFFFD", "c3"), token("b", "62")))
        .isEqualTo(
            failed("not in the text, but in its tokens' bytes: U+FFFD REPLACEMENT CHARACTER at 1"));
    assertThat(read("spring", token("spr", "737072"), token("ส", "e0b8aa"), token("ing", "696e67")))
        .isEqualTo(failed("not in the text, but in its tokens' bytes: U+0E2A THAI at 3"));
  }

  @Test
  void endTokensAndHalfTheLastCharacterAreOrdinaryInTheBytes() {
    assertThat(read("a", token("a", "61"), token("<|im_end|>", "3c7c696d5f656e647c3e")))
        .isEqualTo(passed());
    assertThat(read("a", token("a", "61"), token("\uFFFD", "e282"))).isEqualTo(passed());
    assertThat(read("a", token("a", "61"), new Token("b", null, -0.1, List.of())))
        .isEqualTo(passed());
  }

  @Test
  void anEmptyAnswerSaysNothing() {
    assertThat(read("")).isEqualTo(new Reading.NotATrial("the answer is empty"));
  }
}
