package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import dev.plumbline.topic.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the request. What the target's capabilities do not permit is left out: it is refused. */
final class AnthropicMessagesRequest {
  private static final String MESSAGES = "/messages";
  private static final String VERSION = "2023-06-01";
  private static final String SYSTEM = "system";

  private AnthropicMessagesRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    Map<String, String> headers = RequestParts.headers(target, probe, session);
    headers.put("anthropic-version", VERSION);
    return new WireRequest(
        RequestParts.address(target.endpoint(), MESSAGES),
        headers,
        Json.MAPPER.writeValueAsString(body(target, probe, session)));
  }

  private static Map<String, Object> body(Target target, Probe probe, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", target.servedModel());
    body.put("max_tokens", probe.sampling().maxTokens());
    String system = system(probe);
    if (!system.isEmpty()) {
      body.put(SYSTEM, system);
    }
    body.put("messages", turns(probe));
    if (!probe.tools().isEmpty()) {
      body.put("tools", probe.tools().stream().map(AnthropicMessagesRequest::tool).toList());
    }
    if (target.capabilities().contains(Capability.TEMPERATURE)) {
      putSampling(body, probe.sampling());
    }
    body.put("metadata", Map.of("user_id", session.id()));
    body.put("stream", probe.streamedBy(target));
    return body;
  }

  /** A role of its own in other formats, a field of its own here. */
  private static String system(Probe probe) {
    return probe.messages().stream()
        .filter(message -> message.role().equals(SYSTEM))
        .map(Probe.Message::content)
        .collect(Collectors.joining("\n\n"));
  }

  private static List<Probe.Message> turns(Probe probe) {
    return probe.messages().stream().filter(message -> !message.role().equals(SYSTEM)).toList();
  }

  private static Map<String, Object> tool(Tool tool) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", tool.name());
    written.put("description", tool.description());
    written.put("input_schema", tool.parameters());
    return written;
  }

  /** Several models refuse both at once; where a temperature is given, it decides. */
  private static void putSampling(Map<String, Object> body, Sampling sampling) {
    if (sampling.temperature() != null) {
      body.put("temperature", sampling.temperature());
    } else if (sampling.topP() != null) {
      body.put("top_p", sampling.topP());
    }
  }
}
