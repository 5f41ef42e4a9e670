package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.chat.ErrorReply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes responses. */
final class Reply {
  private Reply() {}

  static void json(HttpExchange http, int status, byte[] body) throws IOException {
    http.getResponseHeaders().set("Content-Type", "application/json");
    send(http, status, body);
  }

  private static void send(HttpExchange http, int status, byte[] body) throws IOException {
    http.sendResponseHeaders(status, body.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(body);
    }
  }

  /** Opens a stream, to be closed by the caller. */
  static OutputStream stream(HttpExchange http, String type) throws IOException {
    http.getResponseHeaders().set("Content-Type", type);
    http.getResponseHeaders().set("Cache-Control", "no-cache");
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  static void error(HttpExchange http, ErrorReply error) throws IOException {
    http.getResponseHeaders().set("Content-Type", "application/json");
    headers(http, error.headers());
    send(http, error.status(), error.body());
  }

  static void nothing(HttpExchange http) throws IOException {
    http.sendResponseHeaders(204, -1);
    http.close();
  }

  static void headers(HttpExchange http, Map<String, String> headers) {
    headers.forEach(http.getResponseHeaders()::set);
  }
}
