package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a slot is held to cost is never less than what it costs. */
class SlotCostTest {
  @Test
  void aPromptCountsAByteATokenAndAnAnswerAllItMayHave() {
    var target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)));

    SlotCost plain = SlotCost.atWorst(target, Catalogs.probe("p"));
    SlotCost tools = SlotCost.atWorst(target, Catalogs.probeWithTool("p"));

    assertThat(plain).isEqualTo(new SlotCost(64 + 16 + "userSay hello".length() + 16, 0));
    assertThat(tools.tokens()).isGreaterThan(plain.tokens() + 800);
  }

  @Test
  void moneyIsRoundedUpWhateverThePrice() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double input = random.nextInt(5) == 0 ? 0 : random.nextDouble(1e-4, 1_000);
      double output = random.nextDouble(0, 10_000);
      long prompt = random.nextLong(0, 2_000_000);
      long answer = random.nextLong(0, 200_000);

      long nano = SlotCost.of(new Price(input, output), prompt, answer).nanoUsd();

      BigDecimal exact =
          BigDecimal.valueOf(input)
              .multiply(BigDecimal.valueOf(prompt))
              .add(BigDecimal.valueOf(output).multiply(BigDecimal.valueOf(answer)))
              .multiply(BigDecimal.valueOf(1000));
      assertThat(BigDecimal.valueOf(nano)).isGreaterThanOrEqualTo(exact);
      assertThat(BigDecimal.valueOf(nano))
          .isLessThanOrEqualTo(exact.setScale(0, RoundingMode.CEILING).add(BigDecimal.TWO));
    }
  }

  @Test
  void anAbsurdPriceOverflowsNothing() {
    SlotCost cost = SlotCost.of(new Price(1e18, 1e18), Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThat(cost.nanoUsd()).isPositive();
    assertThat(Spent.NOTHING.plus(cost).within(new Spent(1, Long.MAX_VALUE, 1_000_000_000)))
        .isFalse();
  }
}
