package dev.plumbline.incident.drill;

import dev.plumbline.detect.Detection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the self-test fares. */
public interface Drills {

  /** A fault was seen by a check: when first, and after how many probes of the drill. */
  record Sighting(String check, Instant fault, Instant at, long probes) {}

  /**
   * One check of the drill.
   *
   * @param newest null before the first
   * @param due when the next fault must have been seen at the latest
   */
  record Standing(String check, @Nullable Sighting newest, Instant due) {
    public boolean missed(Instant now) {
      return now.isAfter(due);
    }
  }

  /**
   * The whole of it.
   *
   * @param fault when the newest one began
   * @param faulty whether it still lasts
   */
  record Report(Duration period, Instant fault, boolean faulty, List<Standing> standings) {

    /** Checks of which a fault went unseen. */
    public List<String> missed(Instant now) {
      return standings.stream().filter(it -> it.missed(now)).map(Standing::check).toList();
    }
  }

  /** Notes a detection of the drill; what is none is refused. */
  void note(Detection detection);

  /** As it is now; empty where the catalog asks for no self-test. */
  Optional<Report> report();

  /** What was seen, newest fault first. */
  List<Sighting> sightings(int limit);
}
