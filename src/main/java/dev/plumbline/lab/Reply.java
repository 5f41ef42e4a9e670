package dev.plumbline.lab;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.openai.ApiError;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Writes responses the way OpenAI-compatible servers do. */
final class Reply {
  private Reply() {}

  static void json(HttpExchange http, int status, byte[] body) throws IOException {
    http.getResponseHeaders().set("Content-Type", "application/json");
    http.sendResponseHeaders(status, body.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(body);
    }
  }

  /** Opens a stream of server-sent events, to be closed by the caller. */
  static OutputStream eventStream(HttpExchange http) throws IOException {
    http.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    http.getResponseHeaders().set("Cache-Control", "no-cache");
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  static void error(HttpExchange http, ApiError error) throws IOException {
    json(http, error.status(), error.json());
  }

  static void nothing(HttpExchange http) throws IOException {
    http.sendResponseHeaders(204, -1);
    http.close();
  }

  static void requestHeaders(HttpExchange http, String requestId, Duration processing) {
    Headers headers = http.getResponseHeaders();
    headers.set("x-request-id", requestId);
    headers.set("openai-organization", "plumbline-lab");
    headers.set("openai-version", "2020-10-01");
    headers.set("openai-processing-ms", Long.toString(processing.toMillis()));
  }

  static void rateLimitHeaders(HttpExchange http, RateLimit.Decision decision) {
    Headers headers = http.getResponseHeaders();
    headers.set("x-ratelimit-limit-requests", Integer.toString(decision.limit()));
    headers.set("x-ratelimit-remaining-requests", Integer.toString(decision.remaining()));
    headers.set("x-ratelimit-reset-requests", shortDuration(decision.refill()));
    if (!decision.allowed()) {
      long seconds = decision.untilAllowed().plusSeconds(1).minusNanos(1).toSeconds();
      headers.set("retry-after", Long.toString(seconds));
    }
  }

  /** {@code 6ms}, {@code 1s}, {@code 6m0s}. */
  private static String shortDuration(Duration duration) {
    if (duration.toSeconds() == 0) {
      return duration.toMillis() + "ms";
    }
    return duration.toMinutes() == 0
        ? duration.toSeconds() + "s"
        : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
  }
}
