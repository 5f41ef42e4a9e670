package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many requests a second one lab answers, clients on the same machine. */
@Tag("benchmark")
class ThroughputTest {
  private static final int REQUESTS = 30_000;

  @Test
  void answersFifteenHundredRequestsASecond() {
    try (RunningLab lab = new RunningLab(Catalogs.TPU)) {
      measure(lab, 2_000);
      double perSecond = measure(lab, REQUESTS);
      System.out.printf("lab: %.0f requests/s on fresh connections%n", perSecond);
      assertThat(perSecond).isGreaterThan(1_500);
    }
  }

  private static double measure(RunningLab lab, int requests) {
    byte[] request = request();
    long start = System.nanoTime();
    LabClient.inParallel(requests, _ -> exchange(lab.fleet().port(), request));
    return requests / (Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e9);
  }

  private static byte[] request() {
    Map<String, Object> fields = LabClient.request(Catalogs.TPU, Catalogs.PROBES.getFirst());
    String body = LabClient.JSON.writeValueAsString(fields);
    return """
    POST %s/chat/completions HTTP/1.1\r
    Host: 127.0.0.1\r
    Connection: close\r
    Content-Length: %d\r
    \r
    %s\
    """
        .formatted(Catalogs.path(Catalogs.TPU), body.length(), body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int exchange(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        InputStream in = new BufferedInputStream(socket.getInputStream())) {
      out.write(request);
      int length = in.readAllBytes().length;
      assertThat(length).isGreaterThan(1_000);
      return length;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
