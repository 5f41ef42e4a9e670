package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

  /** A pair lost is L = 2, won L = 0, even L = 1: then the bets are McNemar's. */
  @Test
  void pairsAreMcNemarsBets() {
    McNemar bets = McNemar.standard();
    same(Grid.PAIRS.logIncrements(2), bets.loss().logs());
    same(Grid.PAIRS.logIncrements(0), bets.win().logs());
    same(Grid.PAIRS.logIncrements(1), bets.concordant().logs());
  }

  @Test
  void aVectorTellsItsGrid() {
    for (Grid grid : List.of(Grid.FAILURES, Grid.PAIRS)) {
      assertThat(BernoulliEDetector.start(grid).grid()).isEqualTo(grid);
      assertThat(BernoulliEDetector.start(grid).after(2, 0.5).grid()).isEqualTo(grid);
      assertThat(BernoulliEDetector.start(grid).logEvidence())
          .isCloseTo(grid.logRestingEvidence(), within(1e-12));
    }
    assertThatThrownBy(() -> new BernoulliEDetector(List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** r = Σ w (1 − ε)/ε of ε = .1, .2, .4, .6, .8, .94: 2.58. */
  @Test
  void pairsRestLow() {
    assertThat(Math.exp(Grid.PAIRS.logRestingEvidence())).isCloseTo(2.58, within(0.01));
  }

  private static void same(List<Double> actual, List<Double> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.get(k)).isCloseTo(expected.get(k), within(1e-12));
    }
  }
}
