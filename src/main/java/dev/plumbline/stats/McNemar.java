package dev.plumbline.stats;

import java.util.List;

/**
 * Bets on paired answers of two sides asked afresh, right or wrong. Only discordant pairs count.
 * H₀: given the past, a discordant pair is as likely a win as a loss of the side watched, or
 * likelier; alternative: it is a loss with probability θ &gt; ½.
 *
 * <pre>e = 2θ after a loss,   2(1 − θ) after a win,   1 after a concordant pair</pre>
 *
 * <p>With p ≤ ½ the probability of a loss, E e = 2(1 − θ) + p·(4θ − 2) ≤ 1. Holds for live pairs
 * only: a reference that was approved because it was right loses no pair, so its side wins too
 * rarely. (McNemar 1947; as an e-process: a likelihood ratio of the sign test.)
 *
 * @param losses θ, each above ½ and below 1
 */
public record McNemar(List<Double> losses) {
  private static final McNemar STANDARD = new McNemar(List.of(.55, .6, .7, .8, .9, .97));

  public McNemar {
    losses = Logs.requireWithin(losses, 0.5, 1);
  }

  /** θ from .55 to .97. */
  public static McNemar standard() {
    return STANDARD;
  }

  /** Equal weights, no head start. */
  public Mixture mixture() {
    return Mixture.equal(losses.size());
  }

  /** The side watched was wrong where the other was right. */
  public Increment loss() {
    return Increment.of(losses.size(), k -> StrictMath.log(2 * losses.get(k)));
  }

  /** The side watched was right where the other was wrong. */
  public Increment win() {
    return Increment.of(losses.size(), k -> StrictMath.log(2 * (1 - losses.get(k))));
  }

  /** Both right or both wrong. */
  public Increment concordant() {
    return Increment.none(losses.size());
  }
}
