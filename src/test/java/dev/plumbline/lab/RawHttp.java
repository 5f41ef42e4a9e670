package dev.plumbline.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** HTTP over a bare socket, a new connection for each request: nothing between test and bytes. */
final class RawHttp {
  private RawHttp() {}

  /**
   * What came back.
   *
   * @param head status line and headers
   * @param body HTTP's own chunking taken off
   */
  record Response(List<String> head, String body) {

    /** Status, headers in alphabetic order without the wall clock, body. */
    String shown() {
      String headers =
          head.stream()
              .skip(1)
              .filter(line -> !line.startsWith("Date:"))
              .sorted()
              .collect(Collectors.joining("\n"));
      return head.getFirst() + "\n" + headers + "\n\n" + body;
    }
  }

  /**
   * Posts a body.
   *
   * @param headers further header lines, each ended by CR LF
   */
  static Response post(int port, String path, String headers, byte[] body) {
    String head =
        "POST %s HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, headers, body.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
      // Latin-1 keeps each byte one char until the parts are told apart.
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Response parse(String raw) {
    int headEnd = raw.indexOf("\r\n\r\n");
    List<String> head = raw.substring(0, headEnd).lines().toList();
    String rest = raw.substring(headEnd + 4);
    boolean chunked = head.stream().anyMatch(line -> line.equals("Transfer-encoding: chunked"));
    byte[] body = (chunked ? joined(rest) : rest).getBytes(StandardCharsets.ISO_8859_1);
    return new Response(head, new String(body, StandardCharsets.UTF_8));
  }

  private static String joined(String chunks) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int at = 0;
    while (at < chunks.length()) {
      int lineEnd = chunks.indexOf("\r\n", at);
      int from = lineEnd + 2;
      int to = from + Integer.parseInt(chunks.substring(at, lineEnd), 16);
      body.writeBytes(chunks.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
      at = to + 2;
    }
    return body.toString(StandardCharsets.ISO_8859_1);
  }
}
