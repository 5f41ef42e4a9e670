package dev.plumbline.lab;

import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * @param server the one asked for; null: the balancer decides
   */
  static Assignment of(
      Serving serving,
      String affinityKey,
      @Nullable Integer server,
      List<ActiveFault> acting,
      Saboteur saboteur)
      throws RequestException {
    List<ActiveFault> hits = saboteur.hitsOfSession(acting, affinityKey);
    Pool pool = isMisrouted(hits) ? serving.longContext() : serving.pool();
    Server chosen = server == null ? pool.serverFor(affinityKey) : numbered(pool, server);
    return new Assignment(serving, pool, chosen, affinityKey, acting, hits);
  }

  private static Server numbered(Pool pool, int server) throws RequestException {
    if (server < 0 || server >= pool.size()) {
      throw new RequestException(
          new Problem.Invalid(
              "routed_dp_rank", "%d is out of range [0, %d)".formatted(server, pool.size())));
    }
    return pool.server(server);
  }

  /** The model's name as the target says it. */
  String servedModel() {
    return serving.target().servedModel();
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
