package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.model.Draws;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One request on its way through the lab.
 *
 * @param seed of everything drawn for this request
 */
record Call(HttpExchange http, Fleet fleet, Dialect dialect, long seed, Instant receivedAt) {

  String requestId() {
    return dialect.requestId(hex(11) + hex(12));
  }

  String answerId() {
    return dialect.answerId(hex(13) + hex(14));
  }

  int sourcePort() {
    return http.getRemoteAddress().getPort();
  }

  private String hex(long part) {
    return HexFormat.of().toHexDigits(Draws.hash(seed, part));
  }
}
