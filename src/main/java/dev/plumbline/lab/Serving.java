package dev.plumbline.lab;

import dev.plumbline.catalog.Target;
import org.jspecify.annotations.Nullable;

/**
 * One target as the lab serves it.
 *
 * @param pool its servers
 * @param longContext the pool that misrouted sessions end up in
 */
record Serving(Target target, Pool pool, Pool longContext) {
  private static final int LONG_CONTEXT_WINDOW = 1_000_000;

  int contextWindow(boolean misrouted) {
    return misrouted ? LONG_CONTEXT_WINDOW : target.contextWindow();
  }

  static @Nullable String endpointPath(Target target, String labHost, int labPort) {
    String host = target.endpoint().getHost();
    boolean ours =
        host != null
            && (host.equals(labHost)
                || (labHost.equals(LabSettings.LOOPBACK) && host.equals("localhost")))
            && target.endpoint().getPort() == labPort;
    return ours ? target.endpoint().getRawPath().replaceAll("/+$", "") : null;
  }
}
