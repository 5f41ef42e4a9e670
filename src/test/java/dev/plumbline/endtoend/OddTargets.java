package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Targets that misbehave: {@code /hang}, {@code /trickle} and {@code /gigabyte}. */
final class OddTargets implements AutoCloseable {
  static final String[] PATHS = {"hang", "trickle", "gigabyte"};

  private static final long GIGABYTE = 1L << 30;
  private static final String EVENT =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";

  private final CountDownLatch over = new CountDownLatch(1);
  private final ServerSocket server;

  OddTargets() throws IOException {
    server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      }
    } catch (IOException e) {
      // It is over.
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      byte[] head = new byte[4096];
      int read = socket.getInputStream().read(head);
      // Whoever only tries whether there is a connection says nothing.
      String path = read < 0 ? "" : new String(head, 0, read, UTF_8).split("[ /]+", 4)[1];
      OutputStream out = socket.getOutputStream();
      switch (path) {
        case "trickle" -> {
          begin(out, "text/event-stream");
          for (int i = 0; !over.await(1, TimeUnit.SECONDS); i++) {
            out.write(EVENT.charAt(i % EVENT.length()));
            out.flush();
          }
        }
        case "gigabyte" -> {
          begin(out, "text/event-stream");
          byte[] piece = EVENT.repeat(1000).getBytes(UTF_8);
          for (long sent = 0; sent < GIGABYTE; sent += piece.length) {
            out.write(piece);
          }
        }
        default -> over.await();
      }
    } catch (IOException | InterruptedException e) {
      // Whoever asked has gone.
    }
  }

  private static void begin(OutputStream out, String type) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
            .formatted(type)
            .getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    server.close();
  }
}
