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
import java.util.Set;

/** Writes a request of generateContent. */
final class GenerateContentRequest {
  private GenerateContentRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    String verb = probe.streamedBy(target) ? "streamGenerateContent?alt=sse" : "generateContent";
    return RequestParts.request(
        target,
        VertexAddress.of(target, "google", verb),
        RequestParts.headers(target, probe, session),
        body(target, probe));
  }

  private static Map<String, Object> body(Target target, Probe probe) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "contents",
        AnthropicBody.turns(probe).stream().map(GenerateContentRequest::content).toList());
    String system = AnthropicBody.system(probe);
    if (!system.isEmpty()) {
      body.put("systemInstruction", Map.of("parts", parts(system)));
    }
    if (!probe.tools().isEmpty()) {
      List<Map<String, Object>> functions =
          probe.tools().stream().map(GenerateContentRequest::function).toList();
      body.put("tools", List.of(Map.of("functionDeclarations", functions)));
    }
    body.put("generationConfig", generation(target.capabilities(), probe.sampling()));
    return body;
  }

  private static Map<String, Object> content(Probe.Message message) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("role", message.role().equals("assistant") ? "model" : "user");
    content.put("parts", parts(message.content()));
    return content;
  }

  private static List<Map<String, String>> parts(String text) {
    return List.of(Map.of("text", text));
  }

  /** Whole JSON Schemas go by a name of their own; {@code parameters} takes a part of OpenAPI's. */
  private static Map<String, Object> function(Tool tool) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.put("parametersJsonSchema", tool.parameters());
    return function;
  }

  private static Map<String, Object> generation(Set<Capability> capabilities, Sampling sampling) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("maxOutputTokens", sampling.maxTokens());
    config.put("candidateCount", 1);
    if (capabilities.contains(Capability.TEMPERATURE)) {
      if (sampling.temperature() != null) {
        config.put("temperature", sampling.temperature());
      }
      if (sampling.topP() != null) {
        config.put("topP", sampling.topP());
      }
    }
    if (capabilities.contains(Capability.SEED) && sampling.seed() != null) {
      config.put("seed", sampling.seed());
    }
    if (capabilities.contains(Capability.LOGPROBS) && sampling.topLogprobs() != null) {
      config.put("responseLogprobs", true);
      // Asked for none beside the chosen ones, it is left out: 1 is the least it takes.
      if (sampling.topLogprobs() > 0) {
        config.put("logprobs", sampling.topLogprobs());
      }
    }
    return config;
  }
}
