package dev.plumbline.probe;

import java.time.Instant;

/**
 * A slot a worker would send.
 *
 * @param requestsPerDay its target's budget
 * @param lostAt when it counts as lost without an exchange
 */
record ClaimRequest(Slot slot, long requestsPerDay, Instant lostAt) {}
