package dev.plumbline.probe;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.http.Egress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * Whether this worker reaches anybody: where a target cannot be connected to and no other can
 * either, it is the worker's own network that is broken, and no target is to blame.
 *
 * <p>Others are asked for a connection, and nothing more: at most {@value #MOST} of other hosts,
 * those of other platforms first, since one platform may be down as a whole.
 */
final class Connectivity {
  private static final int MOST = 5;
  private static final int PATIENCE_MILLIS = 2_000;

  /** What was found holds for so long, so that a thousand failures ask once. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private record Found(Instant until, boolean offline) {}

  private final CatalogSource catalogs;
  private final Egress egress;
  private final InstantSource clock;
  private Found found = new Found(Instant.MIN, false);

  Connectivity(CatalogSource catalogs, Egress egress, InstantSource clock) {
    this.catalogs = catalogs;
    this.egress = egress;
    this.clock = clock;
  }

  /** The outcome, or that it is our own fault. */
  Outcome judged(Target target, Outcome outcome) {
    boolean unreached =
        outcome.why() == Cause.NAME
            || outcome.why() == Cause.CONNECT
            || outcome.equals(new Outcome.TimedOut("connect"));
    return unreached && offline(target)
        ? new Outcome.ProberError(
            "this worker reaches nobody: neither this target nor any other takes a connection",
            Cause.OFFLINE)
        : outcome;
  }

  private synchronized boolean offline(Target failed) {
    if (clock.instant().isAfter(found.until())) {
      List<URI> others = others(failed);
      boolean offline = !others.isEmpty() && others.stream().noneMatch(this::reaches);
      found = new Found(clock.instant().plus(REMEMBERED), offline);
    }
    return found.offline();
  }

  /** Behind a proxy there is no connection of our own to try. */
  private List<URI> others(Target failed) {
    String host = failed.endpoint().getAuthority();
    String platform = failed.labels().platform();
    return catalogs.current().targets().stream()
        .filter(target -> target.connection().proxy() == null)
        .filter(target -> !target.endpoint().getAuthority().equals(host))
        .sorted(Comparator.comparing(target -> target.labels().platform().equals(platform)))
        .map(target ->
            URI.create(target.endpoint().getScheme() + "://" + target.endpoint().getAuthority()))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private boolean reaches(URI other) {
    int usual = other.getScheme().equals("https") ? 443 : 80;
    int port = other.getPort() >= 0 ? other.getPort() : usual;
    try {
      for (InetSocketAddress address : egress.resolve(other.getHost(), port)) {
        try (Socket socket = new Socket()) {
          socket.connect(address, PATIENCE_MILLIS);
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
