package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Secret;
import dev.plumbline.probe.auth.Secrets;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFailuresTest {
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
  private final HttpTransport transport =
      new HttpTransport(InstantSource.system(), System::nanoTime, Egress.ANYWHERE);

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() throws IOException {
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          while (true) {
            RawServer.write(socket, "x".repeat(100_000));
          }
        })) {
      Transfer transfer = once(server.uri(), null, LONG);

      assertThat(transfer.outcome())
          .isEqualTo(
              new Outcome.TargetError(
                  null, "broken response: answer longer than 4 MiB", Cause.CUT));
      assertThat(Objects.requireNonNull(transfer.response()).cut()).isTrue();
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (RawServer other = RawServer.answering(RawServer.ok("application/json", ANSWER));
        RawServer server =
            RawServer.answering(
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(other.uri()))) {
      assertThat(once(server.uri(), null, LONG).outcome())
          .isInstanceOfSatisfying(
              Outcome.TargetError.class, error -> assertThat(error.status()).isEqualTo(307));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void nothingIsSentTwice() throws IOException {
    try (RawServer server = new RawServer((_, socket) -> socket.close())) {
      assertThat(once(server.uri(), null, LONG).outcome())
          .isInstanceOfSatisfying(
              Outcome.TargetError.class,
              error -> assertThat(error.detail()).startsWith("no response: "));
      assertThat(server.requests()).hasSize(1);
    }
    try (RawServer server =
        RawServer.answering("HTTP/1.1 503 No\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(once(server.uri(), null, LONG).outcome())
          .isEqualTo(new Outcome.Throttled(503, "0"));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aBrokenAnswerIsTheTargetsErrorAndItsHalfIsKept() throws IOException {
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half");
          socket.close();
        })) {
      Transfer transfer = once(server.uri(), null, LONG);

      assertThat(transfer.outcome())
          .isInstanceOfSatisfying(
              Outcome.TargetError.class,
              error -> assertThat(error.detail()).startsWith("broken response: "));
      assertThat(Objects.requireNonNull(transfer.response()).body()).isEqualTo("{\"half");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not http at all\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"})
  void whatIsNotHttpIsTheTargetsError(String noise) throws IOException {
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(socket, noise);
          socket.close();
        })) {
      assertThat(once(server.uri(), null, LONG).outcome()).isInstanceOf(Outcome.TargetError.class);
    }
  }

  @Test
  void silenceAfterSendingTimesOutWaitingForTheResponse() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server = new RawServer((_, _) -> never.await())) {
      Transfer transfer = once(server.uri(), null, Duration.ofMillis(200));

      assertThat(transfer.outcome()).isEqualTo(new Outcome.TimedOut("response"));
      assertThat(transfer.response()).isNull();
      assertThat(transfer.duration()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
    }
  }

  @Test
  void aDribblingAnswerTimesOutInTotalAndWhatCameIsKept() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
          while (true) {
            RawServer.write(socket, ": still here\n\n");
            pause(never, 20);
          }
        })) {
      Transfer transfer = once(server.uri(), null, Duration.ofMillis(300));

      assertThat(transfer.outcome()).isEqualTo(new Outcome.TimedOut("total"));
      assertThat(Objects.requireNonNull(transfer.response()).body()).startsWith(": still here\n\n");
    }
  }

  @Test
  void aHostThatTakesNoConnectionTimesOutConnecting() throws IOException {
    // A full backlog: the kernel neither accepts nor refuses.
    List<Socket> filling = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket();
        filling.add(socket);
        try {
          socket.connect(full.getLocalSocketAddress(), 100);
        } catch (IOException e) {
          break;
        }
      }
      URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort());

      assertThat(once(uri, null, Duration.ofMillis(300)).outcome())
          .isEqualTo(new Outcome.TimedOut("connect"));
    } finally {
      for (Socket socket : filling) {
        socket.close();
      }
    }
  }

  @Test
  void aClosedPortIsTheTargetsErrorAndAnUnknownHostOurs() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }

    assertThat(once(URI.create("http://127.0.0.1:" + port), null, LONG).outcome())
        .isInstanceOfSatisfying(
            Outcome.TargetError.class,
            error -> assertThat(error.detail()).startsWith("no connection: "));
    assertThat(once(URI.create("http://no-such-host.invalid"), null, LONG).outcome())
        .isInstanceOfSatisfying(
            Outcome.ProberError.class, error -> assertThat(error.detail()).contains("endpoint"));
  }

  private Transfer once(URI uri, @Nullable Secret secret, Duration timeout) {
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return connection.send(codec, request(uri), Secrets.proof(secret), Connection.USUAL, timeout);
    }
  }

  private static WireCodec.WireRequest request(URI uri) {
    return new WireCodec.WireRequest(uri, Map.of("x-session-id", "s"), "{\"a\":1}");
  }

  /** A pause of the server under test, which is a matter of real time here. */
  private static void pause(CountDownLatch never, long millis) throws InterruptedException {
    assertThat(never.await(millis, TimeUnit.MILLISECONDS)).isFalse();
  }

  /** Closing must not read the rest of what was refused, a gigabyte at most of our time. */
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1073741824", "Transfer-Encoding: chunked"})
  void whatIsTooLongIsHungUpOn(String framing) throws IOException {
    String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
    AtomicLong taken = new AtomicLong();
    CountDownLatch gone = new CountDownLatch(1);
    try (RawServer server =
        new RawServer((_, socket) -> {
          try {
            RawServer.write(
                socket,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n");
            while (taken.get() < 1L << 30) {
              RawServer.write(socket, chunk);
              taken.addAndGet(chunk.length());
            }
          } finally {
            gone.countDown();
          }
        })) {
      assertThat(once(server.uri(), null, LONG).outcome())
          .isEqualTo(
              new Outcome.TargetError(
                  null, "broken response: answer longer than 4 MiB", Cause.CUT));
      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(taken.get()).isLessThan(64L << 20);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
