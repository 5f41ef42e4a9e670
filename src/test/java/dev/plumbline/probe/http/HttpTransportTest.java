package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.auth.Secret;
import dev.plumbline.probe.auth.Secrets;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
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
      new HttpTransport(InstantSource.system(), System::nanoTime, Egress.ANYWHERE);

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

  /** Which looks the name up itself: here nobody knows it, and nobody may talk to the address. */
  @Test
  void aProxyIsAskedForWhatIsBehindIt() throws IOException {
    try (RawServer proxy = RawServer.answering(RawServer.ok("application/json", ANSWER));
        HttpTransport closed =
            new HttpTransport(InstantSource.system(), System::nanoTime, new Egress(List.of()));
        SessionConnection connection = closed.open(Session.Kind.FRESH)) {
      Connection by =
          new Connection(
              Connection.Version.HTTP_1, Duration.ofSeconds(10), null, null, proxy.uri());

      Transfer transfer =
          connection.send(
              codec, request(URI.create("http://model.invalid/v1/x")), Proof.NONE, by, LONG);

      assertThat(transfer.outcome()).isInstanceOf(Outcome.Answered.class);
      assertThat(proxy.requests().getFirst().head())
          .startsWith("POST http://model.invalid/v1/x HTTP/1.1\r\n");
    }
  }

  @Test
  void aPrivateAddressIsNotConnectedTo() throws IOException {
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", ANSWER));
        HttpTransport closed =
            new HttpTransport(InstantSource.system(), System::nanoTime, new Egress(List.of()));
        SessionConnection connection = closed.open(Session.Kind.FRESH)) {
      Transfer transfer =
          connection.send(codec, request(server.uri()), Proof.NONE, Connection.USUAL, LONG);

      assertThat(transfer.outcome())
          .isInstanceOfSatisfying(
              Outcome.ProberError.class,
              error -> {
                assertThat(error.cause()).isEqualTo(Cause.EGRESS);
                assertThat(error.detail()).contains("plumbline.probe.egress");
              });
      assertThat(server.requests()).isEmpty();
    }
  }

  /** Of several, the one that goes off says what took too long. */
  @Test
  void eachTimeoutIsOfItsOwn() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    try (RawServer server =
            new RawServer((_, socket) -> {
              RawServer.write(
                  socket,
                  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: hold on\n\n");
              pause(never, 5_000);
            });
        SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      Connection by =
          new Connection(
              Connection.Version.HTTP_1,
              Duration.ofSeconds(10),
              Duration.ofMillis(200),
              null,
              null);

      assertThat(connection.send(codec, request(server.uri()), Proof.NONE, by, LONG).outcome())
          .isEqualTo(new Outcome.TimedOut("first_token"));
      never.countDown();
    }
  }

  @Test
  void everyFreshSessionHasAConnectionOfItsOwnAndNoCookies() throws IOException {
    try (RawServer server = RawServer.answering(withCookie())) {
      for (int i = 0; i < 5; i++) {
        assertThat(once(server.uri(), null, LONG).outcome()).isInstanceOf(Outcome.Answered.class);
      }

      assertThat(server.requests().stream().map(RawServer.Request::connection).distinct())
          .hasSize(5);
      assertThat(server.requests()).noneMatch(request -> request.head().contains("Cookie"));
    }
  }

  @Test
  void aStickySessionKeepsItsConnectionAndItsCookies() throws IOException {
    try (RawServer server = RawServer.answering(withCookie());
        SessionConnection connection = transport.open(Session.Kind.STICKY)) {
      for (int i = 0; i < 5; i++) {
        Transfer transfer =
            connection.send(codec, request(server.uri()), Proof.NONE, Connection.USUAL, LONG);
        assertThat(Objects.requireNonNull(transfer.response()).headers())
            .doesNotContainKey("set-cookie");
      }

      assertThat(server.requests().stream().map(RawServer.Request::connection).distinct())
          .hasSize(1);
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
        assertThat(
                connection
                    .send(codec, request(server.uri()), Proof.NONE, Connection.USUAL, LONG)
                    .outcome())
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

  private Transfer once(URI uri, @Nullable Secret secret, Duration timeout) {
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return connection.send(codec, request(uri), Secrets.proof(secret), Connection.USUAL, timeout);
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
