package dev.plumbline.lab;

import java.util.List;

/**
 * Where the balancer sent a request.
 *
 * @param affinityKey what it went by: the same key always reaches the same server
 * @param acting faults on the target's slice
 * @param hits those of them that this session meets on every request
 */
record Assignment(
    Serving serving,
    Pool pool,
    Server server,
    String affinityKey,
    List<ActiveFault> acting,
    List<ActiveFault> hits) {

  static Assignment of(
      Serving serving, String affinityKey, List<ActiveFault> acting, Saboteur saboteur) {
    List<ActiveFault> hits = saboteur.hitsOfSession(acting, affinityKey);
    Pool pool = isMisrouted(hits) ? serving.longContext() : serving.pool();
    return new Assignment(serving, pool, pool.serverFor(affinityKey), affinityKey, acting, hits);
  }

  boolean misrouted() {
    return isMisrouted(hits);
  }

  int contextWindow() {
    return serving.contextWindow(misrouted());
  }

  private static boolean isMisrouted(List<ActiveFault> hits) {
    return hits.stream().anyMatch(active -> active.fault().kind() == FaultKind.MISROUTE);
  }
}
