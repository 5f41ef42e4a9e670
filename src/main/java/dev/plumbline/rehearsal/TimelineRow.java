package dev.plumbline.rehearsal;

import java.time.Instant;

/**
 * One line of a timeline: from this instant on a share of the requests is affected.
 *
 * @param accelerator {@value #MIXED}: the share is spread over all of the platform
 */
record TimelineRow(
    Instant at,
    Bug bug,
    String model,
    String platform,
    String accelerator,
    Share share,
    Published published,
    String event) {
  static final String MIXED = "mixed";
}
