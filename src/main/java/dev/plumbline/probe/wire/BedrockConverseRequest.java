package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a request of Converse. */
final class BedrockConverseRequest {
  private BedrockConverseRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    boolean streamed = probe.streamedBy(target);
    return RequestParts.request(
        target,
        BedrockRequest.address(target, streamed ? "converse-stream" : "converse"),
        BedrockRequest.headers(streamed, session),
        body(target, probe));
  }

  private static Map<String, Object> body(Target target, Probe probe) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "messages", AnthropicBody.turns(probe).stream().map(BedrockConverseRequest::turn).toList());
    String system = AnthropicBody.system(probe);
    if (!system.isEmpty()) {
      body.put("system", List.of(Map.of("text", system)));
    }
    body.put("inferenceConfig", inference(target, probe.sampling()));
    if (!probe.tools().isEmpty()) {
      body.put(
          "toolConfig",
          Map.of("tools", probe.tools().stream().map(BedrockConverseRequest::tool).toList()));
    }
    body.put("requestMetadata", Map.of("plumbline", "probe"));
    return body;
  }

  private static Map<String, Object> turn(Probe.Message message) {
    Map<String, Object> turn = new LinkedHashMap<>();
    turn.put("role", message.role());
    turn.put("content", List.of(Map.of("text", message.content())));
    return turn;
  }

  private static Map<String, Object> inference(Target target, Sampling sampling) {
    Map<String, Object> inference = new LinkedHashMap<>();
    inference.put("maxTokens", sampling.maxTokens());
    if (target.capabilities().contains(Capability.TEMPERATURE)) {
      // Several models refuse both at once; where a temperature is given, it decides.
      if (sampling.temperature() != null) {
        inference.put("temperature", sampling.temperature());
      } else if (sampling.topP() != null) {
        inference.put("topP", sampling.topP());
      }
    }
    return inference;
  }

  private static Map<String, Object> tool(Tool tool) {
    Map<String, Object> specification = new LinkedHashMap<>();
    specification.put("name", tool.name());
    specification.put("description", tool.description());
    specification.put("inputSchema", Map.of("json", tool.parameters()));
    return Map.of("toolSpec", specification);
  }
}
