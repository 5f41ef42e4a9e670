package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.ServedModel;
import dev.plumbline.lab.openai.ApiError;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request: the admin endpoint or one of the targets' endpoints. */
final class Router implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(Router.class);

  private final FleetSource fleets;
  private final ChatEndpoint chat;
  private final AdminEndpoint admin;
  private final Instant startedAt;

  Router(FleetSource fleets, ChatEndpoint chat, AdminEndpoint admin, Instant startedAt) {
    this.fleets = fleets;
    this.chat = chat;
    this.admin = admin;
    this.startedAt = startedAt;
  }

  @Override
  public void handle(HttpExchange http) {
    try (http) {
      route(http);
    } catch (IOException e) {
      log.debug("a client of the lab went away", e);
    } catch (RuntimeException e) {
      log.error("the lab could not answer {}", http.getRequestURI(), e);
    }
  }

  private void route(HttpExchange http) throws IOException {
    String path = http.getRequestURI().getRawPath();
    String method = http.getRequestMethod();
    Fleet fleet = fleets.current();
    Routes.Route route = fleet.routes().chat(path);
    byte[] page = route == null ? fleet.routes().page(path, this::model) : null;
    if (AdminEndpoint.serves(path)) {
      admin.answer(http, path, fleet);
    } else if (route != null && method.equals("POST")) {
      chat.answer(http, fleet, route);
    } else if (page != null && method.equals("GET")) {
      Reply.json(http, 200, page);
    } else {
      boolean known = route != null || page != null;
      Reply.error(
          http,
          error(
              fleet.routes().dialectOf(path),
              known
                  ? new Problem.WrongMethod(method, path)
                  : new Problem.UnknownUrl(method, path)));
    }
  }

  private static ErrorReply error(@Nullable Dialect dialect, Problem problem) {
    return dialect == null ? ApiError.of(problem).reply() : dialect.error(problem, null);
  }

  private ServedModel model(Serving serving) {
    Target target = serving.target();
    return new ServedModel(
        target.servedModel(),
        startedAt.getEpochSecond(),
        target.labels().platform(),
        target.contextWindow());
  }
}
