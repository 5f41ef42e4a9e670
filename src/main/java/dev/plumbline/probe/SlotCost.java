package dev.plumbline.probe;

import dev.plumbline.catalog.Price;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What sending a slot costs.
 *
 * @param tokens of prompt and answer
 * @param nanoUsd billionths of a US dollar, rounded up; 0 where the target has no price
 */
public record SlotCost(long tokens, long nanoUsd) {
  public static final SlotCost NOTHING = new SlotCost(0, 0);

  /** What a chat template adds to a message, generously. */
  private static final long MESSAGE_TOKENS = 16;

  private static final long TEMPLATE_TOKENS = 64;

  /** What platforms write around tools: some hundred tokens, once. */
  private static final long TOOLS_TOKENS = 800;

  /** A price is in millionths of a dollar a token. */
  private static final BigDecimal NANO_A_MICRO = BigDecimal.valueOf(1000);

  /** A million dollars: beyond any budget, and sums of it still fit. */
  private static final BigDecimal MOST_NANO = BigDecimal.valueOf(1_000_000_000_000_000L);

  /**
   * The most that asking a probe may cost: all of its {@code max-tokens}, and for the prompt a
   * token for each byte, since every tokenizer in use puts at least one byte into a token. That is
   * about four times what plain English needs; what was used is settled when the answer has come.
   */
  public static SlotCost atWorst(Target target, Probe probe) {
    return of(target.price(), promptAtMost(probe.askedOf(target)), probe.sampling().maxTokens());
  }

  /** What an exchange of that many tokens costs. */
  public static SlotCost of(@Nullable Price price, long promptTokens, long answerTokens) {
    return new SlotCost(
        promptTokens + answerTokens,
        price == null ? 0 : nano(price.input(), promptTokens) + nano(price.output(), answerTokens));
  }

  private static long nano(double microUsdAToken, long tokens) {
    return BigDecimal.valueOf(microUsdAToken)
        .multiply(NANO_A_MICRO)
        .multiply(BigDecimal.valueOf(tokens))
        .setScale(0, RoundingMode.CEILING)
        .min(MOST_NANO)
        .longValueExact();
  }

  private static long promptAtMost(Probe probe) {
    long tokens = TEMPLATE_TOKENS + (probe.tools().isEmpty() ? 0 : TOOLS_TOKENS);
    for (Probe.Message message : probe.messages()) {
      tokens += MESSAGE_TOKENS + bytes(message.role()) + bytes(message.content());
    }
    for (Tool tool : probe.tools()) {
      tokens +=
          MESSAGE_TOKENS
              + bytes(tool.name())
              + bytes(tool.description())
              + 2L * bytes(tool.parameters().toString());
    }
    return tokens;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  SlotCost plus(SlotCost other) {
    return new SlotCost(tokens + other.tokens, nanoUsd + other.nanoUsd);
  }

  SlotCost times(long count) {
    return new SlotCost(tokens * count, nanoUsd * count);
  }
}
