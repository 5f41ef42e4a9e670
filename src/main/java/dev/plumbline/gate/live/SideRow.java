package dev.plumbline.gate.live;

import dev.plumbline.gate.Side;
import java.time.Instant;
import java.util.Map;

/**
 * One exchange of a pair as it is kept.
 *
 * @param at when the pair was due
 * @param probe with its suite's name
 * @param exchange its id; empty where there is none
 * @param readings by check
 */
record SideRow(
    long pair,
    boolean candidate,
    Instant at,
    String probe,
    String exchange,
    Map<String, Side> readings) {}
