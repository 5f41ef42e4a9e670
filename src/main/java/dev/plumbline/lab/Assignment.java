package dev.plumbline.lab;

import dev.plumbline.lab.model.Draws;
import java.util.List;

/**
 * Where the balancer sent a request.
 *
 * @param affinityKey what it went by: the same key always reaches the same server
 * @param acting faults on the target's slice
 * @param misroutes those of them that sent this session astray
 */
record Assignment(
    Serving serving,
    Pool pool,
    Server server,
    String affinityKey,
    List<ActiveFault> acting,
    List<ActiveFault> misroutes) {

  static Assignment of(
      Serving serving, String affinityKey, List<ActiveFault> acting, Saboteur saboteur) {
    List<ActiveFault> misroutes = saboteur.misroutes(acting, affinityKey);
    Pool pool = misroutes.isEmpty() ? serving.pool() : serving.longContext();
    return new Assignment(
        serving, pool, pool.serverFor(affinityKey), affinityKey, acting, misroutes);
  }

  boolean misrouted() {
    return !misroutes.isEmpty();
  }

  int contextWindow() {
    return serving.contextWindow(misrouted());
  }

  /** Of the noise in one request's arithmetic: depends on accelerator, pool and batch bucket. */
  long noiseSeed(long requestSeed, int batchSize) {
    return Draws.hash(Draws.hash(requestSeed, pool.fingerprint()), BatchBuckets.of(batchSize));
  }
}
