package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.chat.ChatRequest;
import java.net.InetSocketAddress;

/** What a balancer recognises a session by: user field, session header, or connection. */
final class AffinityKey {
  private static final String SESSION_HEADER = "x-session-id";

  private AffinityKey() {}

  static String of(ChatRequest request, HttpExchange http) {
    if (request.user() != null) {
      return "user:" + request.user();
    }
    String session = http.getRequestHeaders().getFirst(SESSION_HEADER);
    if (session != null) {
      return "session:" + session;
    }
    InetSocketAddress client = http.getRemoteAddress();
    return "client:" + client.getAddress().getHostAddress() + ":" + client.getPort();
  }
}
