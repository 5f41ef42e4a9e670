package dev.plumbline.lab;

import dev.plumbline.lab.chat.Dialect;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which targets are served where: an endpoint answers in the wire format its targets speak. */
final class Routes {
  private final Map<String, Route> chats = new HashMap<>();
  private final Map<String, Map<String, Serving>> endpoints = new HashMap<>();
  private final Map<String, Dialect> dialects = new LinkedHashMap<>();

  /** The targets behind one path, by model name. */
  record Route(Dialect dialect, Map<String, Serving> byModel) {}

  /**
   * @param endpoint path of the target's endpoint
   */
  void add(String endpoint, Dialect dialect, Serving serving) {
    String model = serving.target().servedModel();
    dialects.put(dialect.path(), dialect);
    chats
        .computeIfAbsent(endpoint + dialect.path(), _ -> new Route(dialect, new HashMap<>()))
        .byModel()
        .put(model, serving);
    endpoints.computeIfAbsent(endpoint, _ -> new LinkedHashMap<>()).put(model, serving);
  }

  /** Who answers questions at a path; null for nobody. */
  @Nullable Route chat(String path) {
    return chats.get(path);
  }

  /** What an endpoint serves, by model name; null for an unknown one. */
  @Nullable Map<String, Serving> endpoint(String path) {
    return endpoints.get(path);
  }

  /** The wire format that a path, known or not, looks like; null for none. */
  @Nullable Dialect dialectOf(String path) {
    return dialects.values().stream()
        .filter(dialect -> path.endsWith(dialect.path()))
        .findFirst()
        .orElse(null);
  }

  Stream<Serving> servings() {
    return chats.values().stream().flatMap(route -> route.byModel().values().stream());
  }
}
