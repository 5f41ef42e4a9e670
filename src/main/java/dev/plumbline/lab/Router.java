package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.openai.ApiError;
import dev.plumbline.lab.openai.ModelList;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request: the admin endpoint or one of the targets' endpoints. */
final class Router implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(Router.class);
  private static final String MODELS = "/models";

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
    String path = http.getRequestURI().getPath();
    String method = http.getRequestMethod();
    Fleet fleet = fleets.current();
    Routes.Route route = fleet.routes().chat(path);
    Map<String, Serving> models = path.endsWith(MODELS) ? models(fleet, path) : null;
    if (AdminEndpoint.serves(path)) {
      admin.answer(http, path, fleet);
    } else if (route != null && method.equals("POST")) {
      chat.answer(http, fleet, route);
    } else if (models != null && method.equals("GET")) {
      Reply.json(http, 200, list(models));
    } else {
      boolean known = route != null || models != null;
      Reply.error(
          http,
          error(
              fleet.routes().dialectOf(path),
              known
                  ? new Problem.WrongMethod(method, path)
                  : new Problem.UnknownUrl(method, path)));
    }
  }

  private static @Nullable Map<String, Serving> models(Fleet fleet, String path) {
    return fleet.routes().endpoint(path.substring(0, path.length() - MODELS.length()));
  }

  private static ErrorReply error(@Nullable Dialect dialect, Problem problem) {
    return dialect == null ? ApiError.of(problem).reply() : dialect.error(problem, null);
  }

  private byte[] list(Map<String, Serving> byModel) {
    return ModelList.json(
        byModel.values().stream().map(Serving::target).map(target -> model(target)).toList());
  }

  private ModelList.Model model(Target target) {
    return new ModelList.Model(
        target.servedModel(),
        startedAt.getEpochSecond(),
        target.labels().platform(),
        target.contextWindow());
  }
}
