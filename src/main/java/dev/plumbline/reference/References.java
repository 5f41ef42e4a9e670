package dev.plumbline.reference;

import java.util.Optional;

/** The references in force. Ask anew for each piece of work: approving one swaps it. */
@FunctionalInterface
public interface References {
  /** None, as before the first capture. */
  References NONE = _ -> Optional.empty();

  /** What answers of a target are compared with; empty where nothing is approved or it expired. */
  Optional<InForce> of(String target);

  /**
   * An approved reference.
   *
   * @param id names it: the epoch of series that compare with it
   */
  record InForce(String id, Reference reference) {}
}
