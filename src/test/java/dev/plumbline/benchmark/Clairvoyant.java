package dev.plumbline.benchmark;

/**
 * The CUSUM that knows the rate of failures after the change, which nobody does. No rule of the
 * same average run length has a smaller worst-case delay (Moustakides 1986).
 */
final class Clairvoyant extends Sequential {
  private final double p1;

  Clairvoyant(double p1) {
    this.p1 = p1;
  }

  @Override
  public String name() {
    return "clairvoyant CUSUM";
  }

  @Override
  Run start(double p0) {
    double hit = Math.log(p1 / p0);
    double miss = Math.log1p(-p1) - Math.log1p(-p0);
    return new Run() {
      private double sum;

      @Override
      public void step(long misses) {
        sum = Math.max(0, misses == 0 ? sum : sum + misses * miss) + hit;
      }

      @Override
      public double statistic() {
        return sum;
      }
    };
  }

  /** Lorden 1971: ARL ≥ e^h. */
  @Override
  double guaranteed(double arl) {
    return Math.log(arl);
  }
}
