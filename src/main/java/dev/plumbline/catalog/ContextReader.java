package dev.plumbline.catalog;

import dev.plumbline.catalog.Context.Measure;
import dev.plumbline.catalog.yaml.Fields;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Context} of a probe. */
final class ContextReader {
  private static final Map<String, Measure> KEYS =
      Map.of(
          "tokens", Measure.TOKENS,
          "under-window", Measure.UNDER_WINDOW,
          "over-window", Measure.OVER_WINDOW);

  private ContextReader() {}

  /** Null where the probe has none. */
  static @Nullable Context read(Fields probe) {
    if (!probe.has("context")) {
      return null;
    }
    Fields context = probe.within("context");
    List<String> written =
        Stream.of("tokens", "under-window", "over-window").filter(context::has).toList();
    if (written.size() != 1) {
      probe.error(
          "context",
          written.isEmpty() ? "does not say how long it is" : "says twice how long it is",
          "write exactly one of tokens, under-window and over-window");
    }
    String key = written.isEmpty() ? "tokens" : written.getFirst();
    List<Context.Needle> needles =
        context.each("needles").stream()
            .map(needle -> new Context.Needle(needle.number("depth"), needle.text("text")))
            .toList();
    return new Context(KEYS.getOrDefault(key, Measure.TOKENS), context.smallWhole(key), needles);
  }
}
