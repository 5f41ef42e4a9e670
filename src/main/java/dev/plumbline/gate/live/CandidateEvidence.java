package dev.plumbline.gate.live;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.LeafMemory;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that stands open on a candidate: a page or a ticket of a series of its own; a page of a
 * pooled one only where the candidate did its part for it, or nothing is known of it. Else one
 * broken pool would shut the gates of everybody it is pooled with.
 */
final class CandidateEvidence implements Function<String, List<String>> {
  /** A failure so long before a page may have been a part of it. */
  private static final Duration BEFORE = Duration.ofDays(1);

  private final Supplier<Collection<Evidence>> all;
  private final Function<SeriesKey, Optional<Evidence>> find;
  private final CatalogSource catalogs;

  /**
   * @param all the newest of every series
   * @param find the newest of one
   */
  CandidateEvidence(
      Supplier<Collection<Evidence>> all,
      Function<SeriesKey, Optional<Evidence>> find,
      CatalogSource catalogs) {
    this.all = all;
    this.find = find;
    this.catalogs = catalogs;
  }

  @Override
  public List<String> apply(String target) {
    Optional<Labels> labels = catalogs.current().target(target).map(Target::labels);
    return labels.isEmpty()
        ? List.of()
        : all.get().stream()
            .filter(evidence -> evidence.series().slice().contains(labels.get()))
            .filter(evidence -> stands(evidence, labels.get()))
            .map(evidence -> "%s stands at %s".formatted(evidence.series(), evidence.level()))
            .toList();
  }

  private boolean stands(Evidence evidence, Labels candidate) {
    boolean own = evidence.series().slice().isLeaf();
    return switch (evidence.level()) {
      case PAGE -> own || tookPart(evidence, candidate);
      case TICKET -> own;
      case QUIET -> false;
    };
  }

  private boolean tookPart(Evidence pooled, Labels candidate) {
    Optional<Evidence> leaf =
        find.apply(new SeriesKey(pooled.series().check(), Slice.leaf(candidate)));
    DetectorState.@Nullable LastPage page = pooled.state().lastPage();
    if (leaf.isEmpty() || page == null) {
      return true;
    }
    Instant since = page.at().minus(BEFORE);
    return leaf.get().state().leaf().failed().stream()
        .map(LeafMemory.FailedExchange::at)
        .anyMatch(at -> !at.isBefore(since));
  }
}
