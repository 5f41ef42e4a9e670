package dev.plumbline.detect;

import dev.plumbline.stats.EDetector;
import dev.plumbline.stats.Form;
import dev.plumbline.stats.RawIncrement;
import dev.plumbline.stats.TwoCapture;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A detector fed by a frozen reference; immutable. By the two-capture rule its increments keep
 * their promise for good with probability 1 − {@link TwoCapture#DELTA} over capture B, provided the
 * trials of B are independent and healthy.
 *
 * @param bet frozen by capture A
 * @param limit of its mean, by capture B
 */
record Comparison(ReferenceBet bet, TwoCapture limit, EDetector detector) {

  /**
   * Both captures done.
   *
   * @param second capture B, the numbers of each trial
   */
  static Comparison of(ReferenceBet bet, List<List<Double>> second) {
    List<RawIncrement> raw = second.stream().map(trial -> raw(bet, trial)).toList();
    return new Comparison(
        bet,
        TwoCapture.ofBounded(List.of(raw), bet.logMaxima(), TwoCapture.DELTA),
        EDetector.start(Form.SHIRYAEV_ROBERTS, bet.mixture()));
  }

  /** One trial more: the mean over its numbers. */
  Comparison after(List<Double> trial, double startWeight) {
    return new Comparison(bet, limit, detector.after(limit.bounded(raw(bet, trial)), startWeight));
  }

  Comparison restarted() {
    return new Comparison(bet, limit, detector.restarted());
  }

  double logEvidence() {
    return detector.logEvidence();
  }

  private static RawIncrement raw(ReferenceBet bet, List<Double> trial) {
    if (trial.size() == 1) {
      return bet.raw(trial.getFirst());
    }
    RawIncrement mean = RawIncrement.mean(trial.stream().map(bet::raw).toList());
    List<Double> maxima = bet.logMaxima();
    // A mean is no larger than the largest but for rounding, which the limit would not forgive.
    return new RawIncrement(
        IntStream.range(0, mean.size())
            .mapToObj(k -> Math.min(mean.logs().get(k), maxima.get(k)))
            .toList());
  }
}
