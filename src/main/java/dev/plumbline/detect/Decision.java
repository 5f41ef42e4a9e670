package dev.plumbline.detect;

/** What an observation made known. */
sealed interface Decision {
  SeriesKey series();

  /** Where a series stands now. */
  record Stands(Evidence evidence) implements Decision {
    @Override
    public SeriesKey series() {
      return evidence.series();
    }
  }

  /** A series crossed a threshold. */
  record Fires(Detection detection) implements Decision {
    @Override
    public SeriesKey series() {
      return detection.series();
    }
  }
}
