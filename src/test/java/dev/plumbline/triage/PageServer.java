package dev.plumbline.triage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** The pages of a {@link Desk} where a browser finds them. */
final class PageServer implements AutoCloseable {
  private final MockMvc http;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean dead;

  PageServer(MockMvc http) throws IOException {
    this.http = http;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it answers nobody, or again. */
  void dead(boolean now) {
    dead = now;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (dead) {
        exchange.sendResponseHeaders(502, -1);
        return;
      }
      MockHttpServletResponse response = respond(exchange);
      for (String name : response.getHeaderNames()) {
        exchange.getResponseHeaders().put(name, List.copyOf(response.getHeaders(name)));
      }
      byte[] body = response.getContentAsByteArray();
      exchange.sendResponseHeaders(response.getStatus(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private MockHttpServletResponse respond(HttpExchange exchange) throws IOException {
    try {
      // Tomcat reads + in a query as a blank, the mock does not.
      String address = exchange.getRequestURI().toString().replace("+", "%20");
      MockHttpServletRequestBuilder request = MockMvcRequestBuilders.get(URI.create(address));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> request.header(name, values.toArray()));
      return http.perform(request).andReturn().getResponse();
    } catch (Exception e) {
      throw new IOException(exchange.getRequestURI().toString(), e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
