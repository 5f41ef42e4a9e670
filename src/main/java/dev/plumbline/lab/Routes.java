package dev.plumbline.lab;

import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.ServedModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which targets are served where. An endpoint answers in the wire formats its targets speak; each
 * has paths of its own below it.
 */
final class Routes {
  private final Map<String, Map<Dialect, Map<String, Serving>>> endpoints = new HashMap<>();
  private final Set<Dialect> dialects = new LinkedHashSet<>();

  /**
   * What is asked for at one path, and by whom it is served.
   *
   * @param byModel the targets behind it, by model name
   */
  record Route(Dialect dialect, Operation operation, Map<String, Serving> byModel) {

    /** The target of a model; null for none. Without a name it is the only one. */
    @Nullable Serving serving(@Nullable String model) {
      return model == null ? byModel.values().iterator().next() : byModel.get(model);
    }
  }

  /** A path cut into an endpoint and what is below it. */
  private record Cut(String endpoint, String below) {}

  /**
   * @param endpoint path of the target's endpoint
   */
  void add(String endpoint, Dialect dialect, Serving serving) {
    dialects.add(dialect);
    endpoints
        .computeIfAbsent(endpoint, _ -> new LinkedHashMap<>())
        .computeIfAbsent(dialect, _ -> new LinkedHashMap<>())
        .put(serving.target().servedModel(), serving);
  }

  /** Who answers questions at a path; null for nobody. */
  @Nullable Route chat(String path) {
    return first(
        cuts(path)
            .flatMap(cut -> at(cut).map(served -> route(cut, served.getKey(), served.getValue()))));
  }

  private static Stream<Route> route(Cut cut, Dialect dialect, Map<String, Serving> byModel) {
    Operation operation = dialect.operation(cut.endpoint(), cut.below());
    return operation == null ? Stream.empty() : Stream.of(new Route(dialect, operation, byModel));
  }

  /**
   * What GET answers at a path; null for nothing.
   *
   * @param model how a target is presented
   */
  byte @Nullable [] page(String path, Function<Serving, ServedModel> model) {
    return first(
        cuts(path)
            .flatMap(cut ->
                at(cut).map(served -> page(cut, served.getKey(), served.getValue(), model))));
  }

  private static Stream<byte[]> page(
      Cut cut,
      Dialect dialect,
      Map<String, Serving> byModel,
      Function<Serving, ServedModel> model) {
    List<ServedModel> served = byModel.values().stream().map(model).toList();
    byte[] page = dialect.page(cut.below(), served);
    return page == null ? Stream.empty() : Stream.of(page);
  }

  /** The wire format that a path, known or not, looks like; null for none. */
  @Nullable Dialect dialectOf(String path) {
    Stream<Dialect> served = cuts(path).flatMap(cut -> at(cut).map(Map.Entry::getKey));
    Stream<Dialect> like =
        cuts(path)
            .filter(cut -> cut.below().length() > 1)
            .flatMap(cut ->
                dialects.stream()
                    .filter(dialect -> dialect.operation(cut.endpoint(), cut.below()) != null));
    return Stream.concat(served, like).findFirst().orElse(null);
  }

  Stream<Serving> servings() {
    return endpoints.values().stream()
        .flatMap(byDialect -> byDialect.values().stream())
        .flatMap(byModel -> byModel.values().stream());
  }

  private Stream<Map.Entry<Dialect, Map<String, Serving>>> at(Cut cut) {
    return endpoints.getOrDefault(cut.endpoint(), Map.of()).entrySet().stream();
  }

  /** All ways to cut a path before a slash or behind its end, the longest endpoint first. */
  private static Stream<Cut> cuts(String path) {
    IntStream slashes =
        IntStream.iterate(
            path.lastIndexOf('/'), at -> at >= 0, at -> path.lastIndexOf('/', at - 1));
    return IntStream.concat(IntStream.of(path.length()), slashes)
        .mapToObj(at -> new Cut(path.substring(0, at), path.substring(at)));
  }

  private static <T> @Nullable T first(Stream<Stream<T>> found) {
    return found.flatMap(Function.identity()).findFirst().orElse(null);
  }
}
