package dev.plumbline.lab;

import dev.plumbline.catalog.Slice;

/**
 * Something wrong with a slice of the fleet.
 *
 * @param share above 0 and at most 1: of all the slice's sessions or requests, by kind. Those among
 *     them that have nothing to go wrong are spared: a short prompt is not truncated, a
 *     conversation of one turn loses none.
 * @param minBatch smallest bucket of batch sizes it acts in: 1, 2, 4, 8 or 16. Within those it acts
 *     more often by as much as they are rarer, so that {@code share} holds over all requests; where
 *     they are rarer than {@code share}, it cannot and all of them are hit.
 */
public record Fault(FaultKind kind, Slice slice, double share, int minBatch) {

  /** A fault in batches of any size. */
  public Fault(FaultKind kind, Slice slice, double share) {
    this(kind, slice, share, 1);
  }
}
