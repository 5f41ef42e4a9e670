package dev.plumbline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.benchmark.GateJudge.Word;
import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That the competitors of gates are what their names say. */
class GateJudgesTest {
  private static final Policy POLICY =
      Policy.standard(List.of(CheckRule.usual("format", CheckKind.RARE_FAILURE)));

  /** Published for five equal looks at one-sided .025: 4.877, 3.357, 2.680, 2.290, 2.031. */
  @Test
  void boundariesAreThoseOfTheBooks() {
    List<Double> boundaries = Spending.boundaries(.025, 5);
    List<Double> published = List.of(4.877, 3.357, 2.680, 2.290, 2.031);
    assertThat(boundaries)
        .zipSatisfy(published, (is, should) -> assertThat(is).isCloseTo(should, within(.002)));
    assertThat(Spending.boundaries(.025, 1).getFirst()).isCloseTo(1.960, within(.001));
  }

  private static @Nullable Word said(GateJudge.Maker maker, int pairs, boolean failed) {
    GateJudge judge = maker.make();
    Word word = null;
    for (int n = 0; n < pairs && word == null; n++) {
      word =
          judge.after(
              new GatePair(
                  Instant.EPOCH,
                  "p",
                  Map.of(
                      "format",
                      new GatePair.Sides(new Side.Trial(failed), new Side.Trial(false)))));
    }
    return word;
  }

  /** Without failures the exact upper limit is below 1 % from 459 trials on. */
  @Test
  void aFixedNumberDecidesAtItsEnd() {
    GateJudge.Maker enough = GateLooks.Plan.of("fixed n", POLICY, 1, 459);
    assertThat(said(enough, 458, false)).isNull();
    assertThat(said(enough, 459, false)).isEqualTo(Word.PASS);
    assertThat(said(enough, 459, true)).isEqualTo(Word.FAIL);
    assertThat(said(GateLooks.Plan.of("fixed n", POLICY, 1, 458), 458, false))
        .isEqualTo(Word.INCONCLUSIVE);
  }

  @Test
  void looksStopEarly() {
    GateJudge.Maker five = GateLooks.Plan.of("group-sequential", POLICY, 5, 500);
    assertThat(said(five, 99, true)).isNull();
    assertThat(said(five, 100, true)).isEqualTo(Word.FAIL);
    assertThat(said(five, 500, false)).isEqualTo(Word.PASS);
  }

  @Test
  void kayentaPassesWhatIsNotHigh() {
    GateJudge.Maker kayenta = new GateKayenta.Plan(POLICY, 5);
    assertThat(said(kayenta, 120, false)).isEqualTo(Word.PASS);
    assertThat(said(kayenta, 120, true)).isEqualTo(Word.FAIL);
  }
}
