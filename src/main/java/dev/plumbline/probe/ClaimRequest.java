package dev.plumbline.probe;

import java.time.Instant;

/**
 * A slot a worker would send.
 *
 * @param requestsPerDay how many its target may have had that day, this one included
 * @param lostAt when it counts as lost without an exchange
 */
record ClaimRequest(Slot slot, long requestsPerDay, Instant lostAt) {}
