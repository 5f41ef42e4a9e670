package dev.plumbline.suites;

import com.ibm.icu.lang.UScript;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Tool;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of one exchange of a probe: measured, or else estimated.
 *
 * <p>The estimate: four characters a token; two in other scripts than Latin; one in Han, Hiragana,
 * Katakana and Hangul; four tokens more a message for its role. An answer is as long as the probe's
 * example, or as long as it may be where there is none. Tokenizers differ by some 30 % from this.
 *
 * @param estimated shown as {@code ~}
 */
public record TokenCount(double prompt, double answer, boolean estimated) {
  private static final double LATIN = 4;
  private static final double OTHER = 2;
  private static final int OF_A_ROLE = 4;

  static final TokenCount NONE = new TokenCount(0, 0, false);

  static TokenCount of(Probe probe, @Nullable MeasuredProbe measured) {
    Integer prompt = measured == null ? null : measured.promptTokens();
    Integer answer = measured == null ? null : measured.answerTokens();
    return new TokenCount(
        prompt == null ? promptEstimate(probe) : prompt,
        answer == null ? answerEstimate(probe) : answer,
        prompt == null || answer == null);
  }

  TokenCount plus(TokenCount other) {
    return new TokenCount(
        prompt + other.prompt, answer + other.answer, estimated || other.estimated);
  }

  TokenCount times(int factor) {
    return new TokenCount(prompt * factor, answer * factor, estimated);
  }

  private static double promptEstimate(Probe probe) {
    if (probe.context() != null) {
      return probe.context().usualTokens();
    }
    double messages =
        probe.messages().stream().mapToDouble(message -> OF_A_ROLE + of(message.content())).sum();
    double tools =
        probe.tools().stream()
            .mapToDouble(tool -> of(tool.description()) + of(tool.parameters().toString()))
            .sum();
    return messages + tools;
  }

  private static double answerEstimate(Probe probe) {
    Tool.ExampleCall call = probe.exampleCall();
    String example = call == null ? probe.example() : call.name() + call.arguments();
    int atMost = probe.sampling().maxTokens();
    return example == null ? atMost : Math.min(atMost, of(example));
  }

  /** At least one token a text. */
  static double of(String text) {
    double tokens = text.codePoints().mapToDouble(TokenCount::share).sum();
    return Math.max(1, Math.ceil(tokens));
  }

  private static double share(int character) {
    return switch (UScript.getScript(character)) {
      case UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL -> 1;
      case UScript.LATIN, UScript.COMMON, UScript.INHERITED -> 1 / LATIN;
      default -> 1 / OTHER;
    };
  }
}
