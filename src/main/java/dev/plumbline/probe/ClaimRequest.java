package dev.plumbline.probe;

import java.time.Instant;

/**
 * A slot a worker would send.
 *
 * @param lostAt when it counts as lost without an exchange
 * @param cost the most it may cost
 * @param own what its target may spend
 * @param fleet what all targets together may spend; {@link Allowance#UNLIMITED} where nobody counts
 */
record ClaimRequest(Slot slot, Instant lostAt, SlotCost cost, Allowance own, Allowance fleet) {
  /**
   * A slot of a target that only its requests of a day limit.
   *
   * @param requestsPerDay how many its target may have had that day, this one included
   */
  ClaimRequest(Slot slot, long requestsPerDay, Instant lostAt) {
    this(
        slot,
        lostAt,
        SlotCost.NOTHING,
        new Allowance(Spent.UNLIMITED, new Spent(requestsPerDay, Long.MAX_VALUE, Long.MAX_VALUE)),
        Allowance.UNLIMITED);
  }

  boolean ofFleet() {
    return !fleet.equals(Allowance.UNLIMITED);
  }
}
