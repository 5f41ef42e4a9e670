package dev.plumbline.app;

import dev.plumbline.detect.Evidence;
import java.util.Collection;

/** Every series as the evidence topic has it. */
interface StateMetricsSeries {

  /** Whether all that was on the topic at start-up has been read. */
  boolean loaded();

  /** The newest evidence of each series that the catalog in force makes. */
  Collection<Evidence> all();
}
