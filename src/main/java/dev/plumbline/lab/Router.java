package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.openai.ApiError;
import dev.plumbline.lab.openai.ModelList;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds who answers a request: the admin endpoint or one of the targets' endpoints. */
final class Router implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(Router.class);
  private static final String CHAT = "/chat/completions";
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
    Fleet fleet = fleets.current();
    if (AdminEndpoint.serves(path)) {
      admin.answer(http, path, fleet);
      return;
    }
    String tail = path.endsWith(CHAT) ? CHAT : path.endsWith(MODELS) ? MODELS : "";
    Map<String, Serving> byModel =
        tail.isEmpty() ? null : fleet.at(path.substring(0, path.length() - tail.length()));
    String method = http.getRequestMethod();
    if (byModel == null) {
      Reply.error(http, ApiError.unknownUrl(method, path));
    } else if (!method.equals(tail.equals(CHAT) ? "POST" : "GET")) {
      Reply.error(http, ApiError.wrongMethod(method, path));
    } else if (tail.equals(CHAT)) {
      chat.answer(http, fleet, byModel);
    } else {
      Reply.json(http, 200, models(byModel));
    }
  }

  private byte[] models(Map<String, Serving> byModel) {
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
