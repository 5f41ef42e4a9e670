package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.score.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Detection over a recorded sequence of observations: the same records in the same order give the
 * same evidence as the running scorer, bit for bit. Partitions of the observation topic may be fed
 * one after another, since a check lives in one of them.
 */
public final class Replay {
  private final DetectionMachine machine;
  private final Map<SeriesKey, Evidence> evidence = new LinkedHashMap<>();
  private final List<Detection> detections = new ArrayList<>();
  private final Map<String, Quarantine> quarantines = new LinkedHashMap<>();

  public Replay(CatalogSource catalog) {
    this.machine = new DetectionMachine(catalog, CheckMemory.empty());
  }

  /**
   * The next record of the topic.
   *
   * @return what it made fire; mostly nothing
   */
  public List<Detection> observe(long offset, Observation observation) {
    List<Detection> fired = new ArrayList<>();
    for (Decision decision : machine.observe(offset, observation)) {
      switch (decision) {
        case Decision.Stands(Evidence stands) -> evidence.put(stands.series(), stands);
        case Decision.Fires(Detection fires) -> fired.add(fires);
        case Decision.Withholds(Quarantine quarantine) ->
            quarantines.put(quarantine.key(), quarantine);
      }
    }
    detections.addAll(fired);
    return fired;
  }

  /** Newest evidence of one series; empty before its first trial. */
  public Optional<Evidence> evidence(SeriesKey series) {
    return Optional.ofNullable(evidence.get(series));
  }

  /** Newest evidence of every series. */
  public Map<SeriesKey, Evidence> evidence() {
    return Map.copyOf(evidence);
  }

  public List<Detection> detections() {
    return List.copyOf(detections);
  }

  /** Newest of every probe that was ever in one. */
  public List<Quarantine> quarantines() {
    return List.copyOf(quarantines.values());
  }
}
