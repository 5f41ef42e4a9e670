package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";
  private static final Duration LONG = Duration.ofSeconds(20);

  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
  private final HttpTransport transport =
      new HttpTransport(InstantSource.system(), System::nanoTime);

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void aRequestGoesOutAsWrittenAndComesBackAsItCame() throws IOException {
    try (RawServer server =
        RawServer.answering(
            RawServer.ok("application/json", ANSWER)
                .replaceFirst("\r\n", "\r\nX-Request-Id: r1\r\n"))) {
      Transfer transfer = once(server.uri(), Secrets.of("sk-0123456789"), LONG);

      assertThat(transfer.outcome()).isInstanceOf(Outcome.Answered.class);
      RawResponse response = Objects.requireNonNull(transfer.response());
      assertThat(response.body()).isEqualTo(ANSWER);
      assertThat(response.headers()).containsEntry("x-request-id", List.of("r1"));
      assertThat(transfer.timeToFirstToken()).isNull();
      RawServer.Request request = server.requests().getFirst();
      assertThat(request.body()).isEqualTo("{\"a\":1}");
      assertThat(request.head())
          .startsWith("POST / HTTP/1.1\r\n")
          .contains("x-session-id: s\r\n", "accept-encoding: identity\r\n")
          .contains("authorization: Bearer sk-0123456789\r\n")
          .doesNotContainIgnoringCase("cookie");
    }
  }

  @Test
  void everyFreshSessionHasAConnectionOfItsOwnAndNoCookies() throws IOException {
    try (RawServer server = RawServer.answering(withCookie())) {
      for (int i = 0; i < 5; i++) {
        assertThat(once(server.uri(), null, LONG).outcome()).isInstanceOf(Outcome.Answered.class);
      }

      assertThat(server.requests().stream().map(RawServer.Request::from).distinct()).hasSize(5);
      assertThat(server.requests()).noneMatch(request -> request.head().contains("Cookie"));
    }
  }

  @Test
  void aStickySessionKeepsItsConnectionAndItsCookies() throws IOException {
    try (RawServer server = RawServer.answering(withCookie());
        SessionConnection connection = transport.open(Session.Kind.STICKY)) {
      for (int i = 0; i < 5; i++) {
        Transfer transfer = connection.send(codec, request(server.uri()), null, LONG);
        assertThat(Objects.requireNonNull(transfer.response()).headers())
            .doesNotContainKey("set-cookie");
      }

      assertThat(server.requests().stream().map(RawServer.Request::from).distinct()).hasSize(1);
      assertThat(server.requests().getLast().head()).contains("Cookie: lb=a");
    }
  }

  @Test
  void aStickySessionWhoseServerHungUpConnectsAgain() throws Exception {
    Semaphore hungUp = new Semaphore(0);
    try (RawServer server =
            new RawServer((_, socket) -> {
              RawServer.write(socket, withCookie());
              socket.close();
              hungUp.release();
            });
        SessionConnection connection = transport.open(Session.Kind.STICKY)) {
      for (int i = 0; i < 3; i++) {
        assertThat(connection.send(codec, request(server.uri()), null, LONG).outcome())
            .isInstanceOf(Outcome.Answered.class);
        hungUp.acquire();
        pause(new CountDownLatch(1), 5);
      }
      assertThat(server.requests().getLast().head()).contains("Cookie: lb=a");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64, 10_000})
  void aStreamIsTheSameHoweverItIsSplit(int size) throws IOException {
    String stream =
        String.join(
            "\r\n\r\n",
            "data: {\"choices\":[{\"delta\":{\"content\":\"สวัสดี\"}}]}",
            ": ping",
            "data: {\"choices\":[{\"delta\":{\"content\":\" 😀\"},\"finish_reason\":\"stop\"}]}",
            "data: [DONE]",
            "");
    Random random = new Random(size);
    try (RawServer server =
        new RawServer((_, socket) -> writeChunked(socket, utf8(stream), size, random))) {
      Transfer transfer = once(server.uri(), null, LONG);

      assertThat(((Outcome.Answered) transfer.outcome()).answer().text()).isEqualTo("สวัสดี 😀");
      RawResponse response = Objects.requireNonNull(transfer.response());
      assertThat(response.body()).isEqualTo(stream);
      assertThat(response.chunkMicros()).isSorted().isNotEmpty().hasSizeLessThanOrEqualTo(512);
    }
  }

  @Test
  void theFirstTokenIsTimedWhenItComesNotWhenTheHeadersDo() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(
              socket, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hold on\n\n");
          pause(never, 150);
          RawServer.write(socket, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
          pause(never, 150);
          RawServer.write(socket, "data: [DONE]\n\n");
          socket.close();
        })) {
      Transfer transfer = once(server.uri(), null, LONG);

      assertThat(transfer.outcome()).isInstanceOf(Outcome.Answered.class);
      assertThat(transfer.timeToFirstToken())
          .isBetween(Duration.ofMillis(140), transfer.duration().minusMillis(140));
    }
  }

  @Test
  void aBodyBeyondTheLimitIsCutAtACharacterAndStillRead() throws IOException {
    String text = "ก".repeat(100_000);
    try (RawServer server =
        RawServer.answering(RawServer.ok("application/json", ANSWER.replace("hi", text)))) {
      Transfer transfer = once(server.uri(), null, LONG);

      assertThat(((Outcome.Answered) transfer.outcome()).answer().text()).isEqualTo(text);
      RawResponse response = Objects.requireNonNull(transfer.response());
      assertThat(response.cut()).isTrue();
      assertThat(response.base64()).isFalse();
      assertThat(utf8(response.body()).length)
          .isBetween(PrintableBody.MOST_KEPT - 3, PrintableBody.MOST_KEPT);
      assertThat(response.body()).endsWith("กก");
    }
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
          .isEqualTo(new Outcome.TargetError(null, "broken response: answer longer than 4 MiB"));
      assertThat(Objects.requireNonNull(transfer.response()).cut()).isTrue();
    }
  }

  @Test
  void aBodyThatIsNoTextIsKeptAsBase64() throws IOException {
    try (RawServer server =
        new RawServer((_, socket) -> {
          RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
          socket.getOutputStream().write(new byte[] {(byte) 0xFF, 0, 1});
        })) {
      RawResponse response = Objects.requireNonNull(once(server.uri(), null, LONG).response());

      assertThat(response.base64()).isTrue();
      assertThat(response.body()).isEqualTo("/wAB");
    }
  }

  @Test
  void secretsAreNotKept() throws IOException {
    String key = "sk-0123456789abcdef";
    String response =
        """
        HTTP/1.1 401 Unauthorized\r
        Set-Cookie: lb=1\r
        X-Api-Key: k\r
        X-Auth-Token: t\r
        X-CSRF-Token: t\r
        X-Echo: was %s\r
        X-RateLimit-Remaining-Tokens: 5\r
        Content-Length: %d\r
        \r
        bad key %s\
        """
            .formatted(key, 8 + key.length(), key);
    try (RawServer server = RawServer.answering(response)) {
      Transfer transfer = once(server.uri(), Secrets.of(key), LONG);

      RawResponse kept = Objects.requireNonNull(transfer.response());
      assertThat(kept.headers())
          .isEqualTo(
              Map.of(
                  "x-echo", List.of("was [credential removed]"),
                  "x-ratelimit-remaining-tokens", List.of("5"),
                  "content-length", List.of("27")));
      assertThat(kept.body()).isEqualTo("bad key [credential removed]");
      assertThat(transfer.toString()).doesNotContain(key);
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
      return connection.send(codec, request(uri), secret, timeout);
    }
  }

  private static WireCodec.WireRequest request(URI uri) {
    return new WireCodec.WireRequest(uri, Map.of("x-session-id", "s"), "{\"a\":1}");
  }

  private static String withCookie() {
    return RawServer.ok("application/json", ANSWER)
        .replaceFirst("\r\n", "\r\nSet-Cookie: lb=a; Path=/\r\n");
  }

  private static void writeChunked(Socket socket, byte[] bytes, int most, Random random)
      throws IOException {
    RawServer.write(
        socket,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\n");
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(1 + random.nextInt(most), bytes.length - from);
      RawServer.write(socket, Integer.toHexString(length) + "\r\n");
      socket.getOutputStream().write(bytes, from, length);
      RawServer.write(socket, "\r\n");
      from += length;
    }
    RawServer.write(socket, "0\r\n\r\n");
  }

  /** A pause of the server under test, which is a matter of real time here. */
  private static void pause(CountDownLatch never, long millis) throws InterruptedException {
    assertThat(never.await(millis, TimeUnit.MILLISECONDS)).isFalse();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
