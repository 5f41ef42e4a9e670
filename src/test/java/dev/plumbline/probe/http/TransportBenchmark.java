package dev.plumbline.probe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the transport costs: beside a raw socket that does no more than it must, with thousands of
 * streams in flight, and beside targets that misbehave. Server and client share one process, its
 * heap and its cores; every session is fresh.
 *
 * <p>{@code ./mvnw -q test -Dtest=TransportBenchmark -Dgroups=benchmark -DexcludedGroups=}
 */
@Tag("benchmark")
@Timeout(600)
class TransportBenchmark {
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";
  private static final String END =
      "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
  private static final String BODY = "{\"prompt\":\"%s\"}".formatted("word ".repeat(100));
  private static final Duration LONG = Duration.ofMinutes(2);

  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
  private final HttpTransport transport =
      new HttpTransport(InstantSource.system(), System::nanoTime, Egress.ANYWHERE);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Semaphore begun = new Semaphore(0);
  private final ServerSocket server = listening();

  private static ServerSocket listening() {
    try {
      return new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void serve() {
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket socket = server.accept();
              Thread.ofVirtual().start(() -> answer(socket));
            }
          } catch (IOException e) {
            // The benchmark is over.
          }
        });
  }

  @AfterEach
  void stop() throws IOException {
    goOn.countDown();
    server.close();
    transport.close();
  }

  /** In turns, so that whatever else the machine does falls on both. */
  @Test
  void timeToFirstTokenBesideARawSocket() throws IOException {
    int pairs = Integer.getInteger("pairs", 5_000);
    long[] ours = new long[pairs];
    long[] raw = new long[pairs];
    for (int i = -1_000; i < pairs; i++) {
      long one = Objects.requireNonNull(ask("/first").timeToFirstToken()).toNanos();
      long other = rawFirstToken();
      if (i >= 0) {
        ours[i] = one;
        raw[i] = other;
      }
    }
    Arrays.sort(ours);
    Arrays.sort(raw);
    for (double quantile : new double[] {0.5, 0.99, 0.999}) {
      int at = (int) (quantile * (pairs - 1));
      System.out.printf(
          "time to first token, p%s: raw %.3f ms, ours %.3f ms, more %.3f ms%n",
          100 * quantile, raw[at] / 1e6, ours[at] / 1e6, (ours[at] - raw[at]) / 1e6);
    }
    assertThat(ours[(int) (0.99 * (pairs - 1))]).isPositive();
  }

  /** All of them have had their first token, and none its last. */
  @Test
  void thousandsOfStreamsInFlight() throws Exception {
    int streams = Integer.getInteger("streams", 5_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Transfer>> asked = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        asked.add(threads.submit(() -> ask("/hold")));
      }
      begun.acquire(streams);
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      System.out.printf(
          "%d streams in flight, server included: %d MiB of heap in use, at most %d MiB%n",
          streams, heap >> 20, Runtime.getRuntime().maxMemory() >> 20);
      goOn.countDown();
      for (Future<Transfer> transfer : asked) {
        assertThat(transfer.get().outcome()).isInstanceOf(Outcome.Answered.class);
      }
    }
  }

  @Test
  void probesOfAHundredTokensASecond() throws Exception {
    int probes = Integer.getInteger("probes", 20_000);
    System.out.printf("warm-up: %.0f probes/s%n", rate(probes / 4, List.of()));
    System.out.printf("alone: %.0f probes/s%n", rate(probes, List.of()));
    System.out.printf(
        "beside a target that hangs, one that trickles, one without end: %.0f probes/s%n",
        rate(probes, List.of("/hang", "/trickle", "/endless")));
  }

  private double rate(int probes, List<String> beside) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> odd = new ArrayList<>();
      beside.forEach(path -> odd.add(threads.submit(() -> ask(path, Duration.ofSeconds(20)))));
      Semaphore atOnce = new Semaphore(64);
      List<Future<Transfer>> asked = new ArrayList<>();
      long begin = System.nanoTime();
      for (int i = 0; i < probes; i++) {
        atOnce.acquire();
        asked.add(
            threads.submit(() -> {
              try {
                return ask("/hundred");
              } finally {
                atOnce.release();
              }
            }));
      }
      for (Future<Transfer> transfer : asked) {
        assertThat(transfer.get().outcome()).isInstanceOf(Outcome.Answered.class);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      odd.forEach(it -> it.cancel(true));
      return probes / seconds;
    }
  }

  private Transfer ask(String path) {
    return ask(path, LONG);
  }

  private Transfer ask(String path, Duration timeout) {
    WireCodec.WireRequest request =
        new WireCodec.WireRequest(
            URI.create("http://127.0.0.1:" + server.getLocalPort() + path),
            Map.of("content-type", "application/json"),
            BODY);
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return connection.send(codec, request, Proof.NONE, Connection.USUAL, timeout);
    }
  }

  /** Connects, writes the request, waits for the first event: nothing else. */
  private long rawFirstToken() throws IOException {
    byte[] request =
        ("POST /first HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + BODY.length()
                + "\r\n\r\n"
                + BODY)
            .getBytes(UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
      socket.setTcpNoDelay(true);
      byte[] buffer = new byte[8192];
      int wanted = HEAD.length() + EVENT.length();
      long begin = System.nanoTime();
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      for (int read = 0; read < wanted; ) {
        read += in.read(buffer);
      }
      return System.nanoTime() - begin;
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      String head = head(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      out.write(HEAD.getBytes(UTF_8));
      switch (head.split(" ", -1)[1]) {
        case "/first" -> say(out, EVENT, END);
        case "/hundred" -> say(out, EVENT.repeat(100), END);
        case "/hold" -> {
          say(out, EVENT);
          begun.release();
          goOn.await();
          say(out, END);
        }
        case "/trickle" -> {
          while (!goOn.await(1, TimeUnit.SECONDS)) {
            say(out, ":");
          }
        }
        case "/endless" -> {
          while (goOn.getCount() > 0) {
            say(out, EVENT.repeat(1_000));
          }
        }
        default -> goOn.await();
      }
    } catch (IOException | InterruptedException e) {
      // Whoever asked has gone.
    }
  }

  private static void say(OutputStream out, String... events) throws IOException {
    for (String event : events) {
      out.write(event.getBytes(UTF_8));
    }
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    byte[] buffer = new byte[8192];
    int length = 0;
    while (true) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("no request");
      }
      length += read;
      String text = new String(buffer, 0, length, UTF_8);
      if (text.endsWith("\"}")) {
        return text;
      }
    }
  }
}
