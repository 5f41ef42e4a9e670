package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import java.time.Duration;

/** What evidence a page takes, for who reckons with it beforehand. */
public final class PageThreshold {
  private PageThreshold() {}

  /**
   * ln A of a leaf series.
   *
   * @param interval mean time between its target's slots
   */
  public static double logOfLeaf(Catalog catalog, String check, Duration interval) {
    return new SeriesPlan(catalog).leaf(check, interval).logPageThreshold();
  }
}
