package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Target;
import dev.plumbline.probe.http.Egress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ports of this machine that take connections, and ports that refuse them. */
class ConnectivityTest {
  private static final Outcome UNREACHED =
      new Outcome.TargetError(null, "no connection: refused", Cause.CONNECT);

  private final TurnableClock clock = new TurnableClock(ProbeDatabase.NOON);
  private final List<Socket> held = new ArrayList<>();

  static List<Outcome> unreached() {
    return List.of(
        UNREACHED,
        new Outcome.ProberError("no such host", Cause.NAME),
        new Outcome.TimedOut("connect"));
  }

  @ParameterizedTest
  @MethodSource("unreached")
  void whoReachesNobodyBlamesNoTarget(Outcome unreached) throws IOException {
    Target failed = target("a", closedPort());
    Connectivity connectivity = connectivity(failed, target("b", closedPort()));

    assertThat(connectivity.judged(failed, unreached))
        .isInstanceOfSatisfying(
            Outcome.ProberError.class, error -> assertThat(error.cause()).isEqualTo(Cause.OFFLINE));
  }

  @ParameterizedTest
  @MethodSource("unreached")
  void whoReachesAnotherBlamesTheTarget(Outcome unreached) throws IOException {
    try (ServerSocket open = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Target failed = target("a", closedPort());
      Connectivity connectivity =
          connectivity(failed, target("b", closedPort()), target("c", open.getLocalPort()));

      assertThat(connectivity.judged(failed, unreached)).isEqualTo(unreached);
    }
  }

  @Test
  void whatWasReachedIsNotDoubted() throws IOException {
    Target failed = target("a", closedPort());
    Connectivity connectivity = connectivity(failed, target("b", closedPort()));

    for (Outcome outcome :
        List.of(
            new Outcome.TargetError(500, "boom"),
            new Outcome.TimedOut("response"),
            new Outcome.TargetError(null, "cut", Cause.CUT))) {
      assertThat(connectivity.judged(failed, outcome)).isEqualTo(outcome);
    }
  }

  /** With one host alone nothing tells its outage from ours. */
  @Test
  void withNobodyElseToAskTheTargetIsBlamed() throws IOException {
    int port = closedPort();
    Target failed = target("a", port);

    assertThat(connectivity(failed, target("b", port)).judged(failed, UNREACHED))
        .isEqualTo(UNREACHED);
  }

  @Test
  void whatWasFoundHoldsForSecondsAndIsAskedAgainThen() throws IOException {
    int port = closedPort();
    Target failed = target("a", closedPort());
    Connectivity connectivity = connectivity(failed, target("b", port));
    assertThat(connectivity.judged(failed, UNREACHED).why()).isEqualTo(Cause.OFFLINE);

    held.getFirst().close();
    try (ServerSocket _ = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
      clock.advance(Duration.ofSeconds(4));
      assertThat(connectivity.judged(failed, UNREACHED).why()).isEqualTo(Cause.OFFLINE);
      clock.advance(Duration.ofSeconds(2));
      assertThat(connectivity.judged(failed, UNREACHED)).isEqualTo(UNREACHED);
    }
  }

  private Connectivity connectivity(Target... targets) {
    return new Connectivity(
        new CurrentCatalog(Catalogs.of(Catalogs.suite(1), targets)), Egress.ANYWHERE, clock);
  }

  private static Target target(String name, int port) {
    return Catalogs.target(
        name, Catalogs.budget(Duration.ofSeconds(1)), URI.create("http://127.0.0.1:" + port), null);
  }

  /** Bound and never listened on, so that nobody else gets it meanwhile. */
  private int closedPort() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    held.add(bound);
    return bound.getLocalPort();
  }

  @AfterEach
  void release() throws IOException {
    for (Socket socket : held) {
      socket.close();
    }
  }
}
