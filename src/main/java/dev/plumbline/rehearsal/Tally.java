package dev.plumbline.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sightings of one course over runs. */
final class Tally {
  private final List<Sighting> sightings = new ArrayList<>();

  void add(Sighting sighting) {
    sightings.add(sighting);
  }

  int runs() {
    return sightings.size();
  }

  double detected() {
    return sightings.isEmpty() ? 0 : (double) seen().size() / sightings.size();
  }

  /** Hours that a part of all runs needed at most; null if fewer were ever paged. */
  @Nullable Double hours(double part) {
    Sighting at = at(part);
    Duration delay = at == null ? null : at.delay();
    return delay == null ? null : delay.toMillis() / 3.6e6;
  }

  /** Probes of the run that is in the middle by its delay. */
  @Nullable Long medianProbes() {
    Sighting at = at(0.5);
    return at == null ? null : at.probes();
  }

  double right(Predicate<Sighting> when) {
    List<Sighting> seen = seen();
    return seen.isEmpty() ? 0 : (double) seen.stream().filter(when).count() / seen.size();
  }

  /** {@code argmax 18}: by how many runs, most first. */
  List<String> firstBy() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Sighting sighting : sightings) {
      if (sighting.check() != null) {
        counts.merge(sighting.check(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(count -> count.getKey() + " " + count.getValue())
        .toList();
  }

  private @Nullable Sighting at(double part) {
    List<Sighting> seen = seen();
    int index = (int) Math.ceil(part * sightings.size()) - 1;
    return index < 0 || index >= seen.size() ? null : seen.get(index);
  }

  /** Paged ones, earliest first. */
  private List<Sighting> seen() {
    return sightings.stream()
        .filter(sighting -> sighting.delay() != null)
        .sorted(Comparator.comparing(Tally::delay))
        .toList();
  }

  private static Duration delay(Sighting sighting) {
    return sighting.delay() == null ? Duration.ZERO : sighting.delay();
  }
}
