package dev.plumbline.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The drill: a target of the lab that breaks on purpose in the first half of each period and is
 * healthy in the second, to prove that everything from a probe to a detection works. It goes the
 * way of all targets and is none of them: no slice holds it, no incident is about it, and nothing
 * that is counted over the fleet counts it.
 *
 * @param target with the labels {@link #LABELS}
 * @param suite what it is asked
 * @param period from the beginning of a fault to that of the next; all begin at multiples of it
 *     since 1970, so that everybody knows when without asking
 */
public record SelfTest(Target target, Suite suite, Duration period) {
  /** Reserved: no other target may have this model. */
  public static final String MODEL = "plumbline-drill";

  public static final Labels LABELS = new Labels(MODEL, "drill", "drill", "drill");

  /** The drill as a slice. */
  public static final Slice DRILL = Slice.leaf(LABELS);

  /** Every fault must be detected by each of these. */
  public static final List<String> CHECKS = List.of("foreign-script", "routing");

  /** Share of the answers that a fault spoils. */
  public static final double SHARE = 0.5;

  /** Beginning of the newest fault at a time; it may be over. */
  public Instant newestFault(Instant now) {
    long millis = period.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
  }

  /** End of a fault that begins there. */
  public Instant end(Instant fault) {
    return fault.plus(period.dividedBy(2));
  }

  public boolean faulty(Instant now) {
    return now.isBefore(end(newestFault(now)));
  }

  /** Slots of the drill from the beginning of a fault to a time, both included; about. */
  public long probesSince(Instant fault, Instant at) {
    return Duration.between(fault, at).dividedBy(target.budget().interval()) + 1;
  }
}
