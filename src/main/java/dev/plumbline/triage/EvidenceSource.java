package dev.plumbline.triage;

import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Quarantine;
import dev.plumbline.detect.SeriesKey;
import java.util.List;
import java.util.Optional;

/** Where every series stands, and which probes count for nothing. */
interface EvidenceSource {

  /** Whether all that was known at start-up has been read: before that, silence says nothing. */
  boolean loaded();

  /** Of every series that the catalog makes and that had a trial. */
  List<Evidence> all();

  Optional<Evidence> find(SeriesKey series);

  List<Quarantine> quarantines();
}
