package dev.plumbline.triage;

import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Quarantine;
import dev.plumbline.detect.QuarantineView;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.detect.SeriesView;
import java.util.List;
import java.util.Optional;

/** As the topics of {@code detect} have them. */
record EvidenceTopicSource(SeriesView series, QuarantineView probes) implements EvidenceSource {
  @Override
  public boolean loaded() {
    return series.loaded() && probes.loaded();
  }

  @Override
  public List<Evidence> all() {
    return series.all();
  }

  @Override
  public Optional<Evidence> find(SeriesKey key) {
    return series.find(key);
  }

  @Override
  public List<Quarantine> quarantines() {
    return probes.holding();
  }
}
