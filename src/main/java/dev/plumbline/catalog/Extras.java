package dev.plumbline.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What requests to a target hold beside the probe.
 *
 * @param headers by name, in lower case; no secrets
 * @param body fields of the JSON body that the wire format does not write itself: {@code
 *     routed_dp_rank}, {@code service_tier}
 * @param chatTemplate how messages become one text; null where the wire format takes messages
 * @param measuredTokensPerWord tokens that its tokenizer makes of a common English word; null: one
 */
public record Extras(
    Map<String, String> headers,
    Map<String, JsonNode> body,
    @Nullable ChatTemplate chatTemplate,
    @Nullable Double measuredTokensPerWord) {

  /** What holds where nothing is said. */
  public static final Extras NONE = new Extras(Map.of(), Map.of(), null);

  public Extras(
      Map<String, String> headers,
      Map<String, JsonNode> body,
      @Nullable ChatTemplate chatTemplate) {
    this(headers, body, chatTemplate, null);
  }

  public Extras {
    // In the order written: the same request is the same bytes in every process.
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  double tokensPerWord() {
    return measuredTokensPerWord == null ? 1 : measuredTokensPerWord;
  }
}
