package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A long context is as long as it says, for the target that is asked, and needles lie in it. */
class ContextTest {
  private static final String SUITE =
      """
      suite: core
      probes:
        - id: ladder
          context:
            %s
            needles:
              - {depth: 0.5, text: The word of Rome is amber.}
              - {depth: 0, text: The word of Oslo is cobalt.}
              - {depth: 1, text: The word of Lima is olive.}
          prompt: What are the words of Oslo, Rome and Lima?
          sampling: {max-tokens: 100}
      """;

  /**
   * Words and full stops are a token each; what else is asked has 60 tokens, counted generously.
   */
  @ParameterizedTest
  @CsvSource({
    "'tokens: 2000', 8000, 1800, 2000",
    "'tokens: 32000', 200000, 31800, 32000",
    "'under-window: 1000', 8000, 6700, 6900",
    "'under-window: 1000', 200000, 198700, 198900",
    "'over-window: 1000', 8000, 8950, 9100",
    "'over-window: 1000', 200000, 200950, 201100",
  })
  void itsLengthFollowsTheWindow(String length, int window, int atLeast, int atMost) {
    Probe probe = probe(length, "context-window: " + window);
    Target target = target(length, "context-window: " + window);

    assertThat(tokens(text(probe.askedOf(target)))).isBetween(atLeast, atMost);
  }

  @Test
  void aTokenizerOfShorterTokensGetsFewerWords() {
    String keys = "context-window: 8000, request: {tokens-per-word: 1.5}";
    Probe probe = probe("over-window: 1000", keys);

    assertThat(tokens(text(probe.askedOf(target("over-window: 1000", keys)))))
        .isBetween(5950, 6100);
  }

  @Test
  void needlesLieAtTheirDepth() {
    String text = text(asked("tokens: 2000"));

    assertThat(text).startsWith("The word of Oslo is cobalt. ");
    assertThat((double) text.indexOf("The word of Rome") / text.length()).isBetween(0.45, 0.55);
    assertThat(text)
        .endsWith("The word of Lima is olive.\n\nWhat are the words of Oslo, Rome and Lima?");
  }

  @Test
  void theSameProbeIsTheSameText() {
    assertThat(asked("tokens: 2000")).isEqualTo(asked("tokens: 2000"));
    assertThat(asked("tokens: 2000").context()).as("written out").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'tokens: 7900', true",
    "'tokens: 7901', false",
    "'under-window: 7899', true",
    "'under-window: 7900', false",
    "'over-window: 1', true",
  })
  void whatTheWindowHasNoRoomForIsNotAsked(String length, boolean fits) {
    String keys = "context-window: 8000";

    assertThat(probe(length, keys).fits(target(length, keys))).isEqualTo(fits);
  }

  /** A window that is no model's would make a text that does not fit into memory. */
  @ParameterizedTest
  @CsvSource({
    "'over-window: 1000', 3999000, true",
    "'over-window: 1000', 3999001, false",
    "'under-window: 1000', 4000001, false",
  })
  void whatNoModelReadsIsNotMade(String length, int window, boolean fits) {
    String keys = "context-window: " + window;

    assertThat(probe(length, keys).fits(target(length, keys))).isEqualTo(fits);
  }

  /** Else a window that was never told would decide what is a fault. */
  @ParameterizedTest
  @CsvSource({"over-window", "under-window"})
  void aPromptAsLongAsTheWindowNeedsAWindowThatIsWritten(String key) {
    assertThat(
            Catalogs.errors(
                "targets:\n" + Catalogs.target("suites: [core]"), SUITE.formatted(key + ": 1000")))
        .singleElement()
        .asString()
        .contains("is asked suite 'core', whose prompts are as long as its context-window")
        .endsWith("add context-window: the tokens it accepts, here or under defaults");
  }

  private static Probe asked(String length) {
    String keys = "context-window: 8000";
    return probe(length, keys).askedOf(target(length, keys));
  }

  private static Probe probe(String length, String keys) {
    return catalog(length, keys).suites().getFirst().probes().getFirst();
  }

  private static Target target(String length, String keys) {
    return catalog(length, keys).targets().getFirst();
  }

  private static Catalog catalog(String length, String keys) {
    return Catalogs.load("targets:\n" + Catalogs.target(keys), SUITE.formatted(length));
  }

  private static String text(Probe probe) {
    List<Probe.Message> messages = probe.messages();
    assertThat(messages).hasSize(1);
    return messages.getFirst().content();
  }

  private static int tokens(String text) {
    return text.replace(".", " .").split("\\s+", -1).length;
  }
}
