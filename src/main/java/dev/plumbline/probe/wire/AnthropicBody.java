package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is asked of Claude, the same on every platform that speaks Anthropic's Messages. What the
 * target's capabilities do not permit is left out: it is refused.
 */
final class AnthropicBody {
  private static final String SYSTEM = "system";

  private AnthropicBody() {}

  /** Adds what the model reads and how it is to answer; who asks and which model is not in it. */
  static void put(Map<String, Object> body, Target target, Probe probe) {
    body.put("max_tokens", probe.sampling().maxTokens());
    String system = system(probe);
    if (!system.isEmpty()) {
      body.put(SYSTEM, system);
    }
    body.put("messages", turns(probe));
    if (!probe.tools().isEmpty()) {
      body.put("tools", probe.tools().stream().map(AnthropicBody::tool).toList());
    }
    if (target.capabilities().contains(Capability.TEMPERATURE)) {
      putSampling(body, probe.sampling());
    }
  }

  /** A role of its own in other formats, a field of its own here. */
  static String system(Probe probe) {
    return probe.messages().stream()
        .filter(message -> message.role().equals(SYSTEM))
        .map(Probe.Message::content)
        .collect(Collectors.joining("\n\n"));
  }

  /** All but what the system says. */
  static List<Probe.Message> turns(Probe probe) {
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
