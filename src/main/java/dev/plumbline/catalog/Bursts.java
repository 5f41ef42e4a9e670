package dev.plumbline.catalog;

import java.util.List;

/**
 * Identical requests sent at once, so that they land in one batch, whose size is then another than
 * usual: some faults follow that.
 *
 * @param share of slots that are bursts, 0 to 1
 * @param sizes requests of one burst; each size is as likely as the others
 */
public record Bursts(double share, List<Integer> sizes) {
  /** No bursts. */
  public static final Bursts NONE = new Bursts(0, List.of(1));

  public Bursts {
    sizes = List.copyOf(sizes);
  }

  /** The most that are sent at once; 1 where none are. */
  int largest() {
    return share > 0 ? sizes.stream().mapToInt(it -> it).max().orElse(1) : 1;
  }

  /** Requests a slot sends, on average. */
  public double requestsPerSlot() {
    double size = sizes.stream().mapToInt(it -> it).average().orElse(1);
    return 1 + share * (size - 1);
  }
}
