package dev.plumbline.lab;

import dev.plumbline.lab.model.Draws;
import java.util.List;

/**
 * Decides whom the acting faults hit. Every decision is a draw from the fleet's seed, the fault's
 * name and the session or request.
 */
final class Saboteur {
  private final long seed;
  private final double backgroundPerSecond;

  Saboteur(long seed, double backgroundPerSecond) {
    this.seed = seed;
    this.backgroundPerSecond = backgroundPerSecond;
  }

  /** The faults that a session meets on every request. */
  List<ActiveFault> hitsOfSession(List<ActiveFault> acting, String affinityKey) {
    return acting.stream()
        .filter(active -> active.fault().kind().hits() == FaultKind.Hits.SESSIONS)
        .filter(
            active -> Draws.unit(Draws.hash(seedOf(active), affinityKey)) < active.fault().share())
        .toList();
  }

  /** The faults that hit one request alone. */
  List<ActiveFault> hitsOfRequest(List<ActiveFault> acting, long requestSeed, int batchSize) {
    return acting.stream()
        .filter(active -> active.fault().kind().hits() == FaultKind.Hits.REQUESTS)
        .filter(active ->
            Draws.unit(Draws.hash(seedOf(active), requestSeed)) < chance(active.fault(), batchSize))
        .toList();
  }

  private double chance(Fault fault, int batchSize) {
    return BatchBuckets.of(batchSize) < fault.minBatch()
        ? 0
        : fault.share() / eligible(fault.minBatch());
  }

  /** Share of requests that land in a batch of at least this bucket, by background alone. */
  private double eligible(int minBatch) {
    int others = BatchBuckets.smallestBatchIn(minBatch) - 1;
    return BackgroundTraffic.shareWithAtLeast(others, backgroundPerSecond);
  }

  private long seedOf(ActiveFault active) {
    return Draws.hash(seed, active.id());
  }
}
