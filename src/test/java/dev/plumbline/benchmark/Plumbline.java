package dev.plumbline.benchmark;

import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.ShareGrid;

/** Production's detector, as it runs on every series; g = 1, one trial each mean interval. */
final class Plumbline extends Sequential {
  @Override
  public String name() {
    return "Plumbline";
  }

  @Override
  Run start(double p0) {
    return new Run() {
      private BernoulliEDetector detector = BernoulliEDetector.start();

      @Override
      public void step(long misses) {
        detector = detector.afterMisses(misses, 1).after(1 / p0, 1);
      }

      @Override
      public double statistic() {
        return detector.logEvidence();
      }
    };
  }

  /** ln A of ARL ≥ A − r. */
  @Override
  double guaranteed(double arl) {
    return Math.log(arl + Math.exp(ShareGrid.logRestingEvidence()));
  }
}
