package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes of one target what its requests hold beside the probe. */
final class ExtrasReader {
  /** What the worker writes itself, or what holds secrets: shown nowhere, so not written here. */
  private static final Set<String> CREDENTIALS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "x-amz-security-token");

  private static final Set<String> OWN_HEADERS =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "content-type",
          "host",
          "transfer-encoding",
          "user-agent",
          "x-session-id");

  /** Of the body: what is asked and how the answer is drawn belongs to the probe. */
  private static final Set<String> OWN_FIELDS =
      Set.of(
          "model",
          "messages",
          "contents",
          "text",
          "inputs",
          "input_ids",
          "system",
          "tools",
          "stream",
          "max_tokens",
          "max_completion_tokens",
          "temperature",
          "top_p",
          "top_k",
          "seed",
          "logprobs",
          "top_logprobs",
          "user",
          "metadata",
          "anthropic_version");

  private final LabelTemplate template;

  ExtrasReader(LabelTemplate template) {
    this.template = template;
  }

  Extras read(Fields target, WireFormat format) {
    Fields request = target.within("request");
    return new Extras(
        headers(request.within("headers")),
        body(request.within("body")),
        chatTemplate(request, format),
        request.numberOrNull("tokens-per-word"));
  }

  private Map<String, String> headers(Fields written) {
    Map<String, String> headers = new TreeMap<>();
    for (String key : written.keys()) {
      String name = key.toLowerCase(Locale.ROOT);
      if (CREDENTIALS.contains(name)) {
        written.error(
            key, "may hold a secret, which would be shown", "use credential and authentication");
      } else if (OWN_HEADERS.contains(name)) {
        written.error(key, "is written by Plumbline itself", "remove it");
      }
      headers.put(name, template.fill(written.text(key)));
    }
    return headers;
  }

  private static Map<String, JsonNode> body(Fields written) {
    Map<String, JsonNode> body = new LinkedHashMap<>();
    for (String key : written.keys()) {
      if (OWN_FIELDS.contains(key)) {
        written.error(
            key,
            "is written by Plumbline itself",
            "change the probe, the target's keys or neither");
      }
      body.put(key, written.value(key).json());
    }
    return body;
  }

  private static @Nullable ChatTemplate chatTemplate(Fields request, WireFormat format) {
    boolean written = request.has("chat-template");
    if (!format.takesText()) {
      if (written) {
        request.error(
            "chat-template",
            "is for formats that take one text; %s takes messages".formatted(Words.of(format)),
            "remove it: the server lays messages out itself");
      }
      return null;
    }
    if (!written) {
      request.error(
          "%s takes one text, and no chat-template says how messages become one"
              .formatted(Words.of(format)),
          "add request: {chat-template: chatml}, llama-3, plain, or a mapping of its parts");
      return ChatTemplate.PLAIN;
    }
    return request.value("chat-template") instanceof Located.Mapping
        ? ownTemplate(request.within("chat-template"))
        : namedTemplate(request.text("chat-template"));
  }

  private static ChatTemplate namedTemplate(String name) {
    return switch (name) {
      case "chatml" -> ChatTemplate.CHATML;
      case "llama-3" -> ChatTemplate.LLAMA_3;
      default -> ChatTemplate.PLAIN;
    };
  }

  private static ChatTemplate ownTemplate(Fields parts) {
    return new ChatTemplate(
        parts.textOr("begin", ""),
        parts.textOr("system", parts.text("user")),
        parts.text("user"),
        parts.text("assistant"),
        parts.text("answer"));
  }
}
