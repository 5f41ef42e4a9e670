package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a changed slice and a suspect have in common.
 *
 * @param weight 1 for the same targets. What leaves a part of the suspect out does not explain it
 *     and counts by the share it holds; what is wider explains it less sharply and counts by the
 *     root of the share that the suspect is of it
 */
record SliceOverlap(double weight, String words) {
  private static final double LABELS_ONLY = 0.5;

  /** Empty where they share no target. */
  static Optional<SliceOverlap> of(Fleet fleet, Slice suspect, Slice changed) {
    Set<Slice> broken = fleet.members(suspect);
    if (broken.isEmpty()) {
      return Optional.of(
          new SliceOverlap(
              LABELS_ONLY, "its labels meet the suspect's, which the catalog does not list now"));
    }
    Set<Slice> members = fleet.members(changed);
    Set<Slice> shared = new HashSet<>(broken);
    shared.retainAll(members);
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    double touched = (double) shared.size() / broken.size();
    double precision = (double) shared.size() / members.size();
    return Optional.of(
        new SliceOverlap(
            touched * Math.sqrt(precision),
            words(fleet, broken.size(), members.size(), shared.size())));
  }

  private static String words(Fleet fleet, int broken, int members, int shared) {
    int others = members - shared;
    if (shared == broken) {
      return others == 0
          ? "same slice"
          : "%s: the suspect and %d other target%s"
              .formatted(
                  members == fleet.size() ? "the whole fleet" : "a wider slice",
                  others,
                  others == 1 ? "" : "s");
    }
    String part = "%d of the suspect's %d targets".formatted(shared, broken);
    return others == 0 ? part : "%s and %d other%s".formatted(part, others, others == 1 ? "" : "s");
  }
}
