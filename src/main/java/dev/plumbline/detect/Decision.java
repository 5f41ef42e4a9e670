package dev.plumbline.detect;

/** What an observation made known. */
sealed interface Decision {
  /** Of its record. */
  String key();

  /** Where a series stands now. */
  record Stands(Evidence evidence) implements Decision {
    @Override
    public String key() {
      return evidence.series().toString();
    }
  }

  /** A series crossed a threshold. */
  record Fires(Detection detection) implements Decision {
    @Override
    public String key() {
      return detection.series().toString();
    }
  }

  /** A probe is in quarantine, or has been asked once more in it. */
  record Withholds(Quarantine quarantine) implements Decision {
    @Override
    public String key() {
      return quarantine.key();
    }
  }
}
