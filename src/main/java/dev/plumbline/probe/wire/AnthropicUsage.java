package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Token counts. Those of a stream come twice and are totals, so the later one stands; what was
 * written to or read from a cache is counted apart and belongs to the prompt all the same.
 */
final class AnthropicUsage {
  private static final String OUTPUT = "output_tokens";
  private static final String CACHED = "cache_read_input_tokens";
  private static final List<String> PROMPT =
      List.of("input_tokens", "cache_creation_input_tokens", CACHED);

  private final Map<String, Integer> latest = new HashMap<>();

  void add(JsonNode counts) {
    PROMPT.forEach(name -> add(counts, name));
    add(counts, OUTPUT);
  }

  private void add(JsonNode counts, String name) {
    JsonNode count = counts.path(name);
    if (count.isIntegralNumber() && count.canConvertToInt()) {
      latest.put(name, count.intValue());
    }
  }

  /** Null where none were given. */
  Answer.@Nullable Usage counts() {
    if (latest.isEmpty()) {
      return null;
    }
    long prompt = PROMPT.stream().mapToLong(name -> latest.getOrDefault(name, 0)).sum();
    return new Answer.Usage(
        Math.clamp(prompt, Integer.MIN_VALUE, Integer.MAX_VALUE),
        latest.getOrDefault(OUTPUT, 0),
        latest.get(CACHED));
  }
}
