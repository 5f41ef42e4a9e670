package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes the request. Sampling parameters are always explicit, because servers differ in their
 * defaults, but only those the target's capabilities permit are sent.
 */
final class OpenAiChatRequest {
  private static final String COMPLETIONS = "/chat/completions";

  private OpenAiChatRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    return RequestParts.request(
        target,
        RequestParts.address(target.endpoint(), COMPLETIONS),
        RequestParts.headers(target, probe, session),
        body(target, probe, session));
  }

  private static Map<String, Object> body(Target target, Probe probe, Session session) {
    Sampling sampling = probe.sampling();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", target.servedModel());
    body.put("messages", probe.messages());
    if (!probe.tools().isEmpty()) {
      body.put("tools", probe.tools().stream().map(OpenAiChatRequest::function).toList());
    }
    body.put(lengthLimit(target.capabilities()), sampling.maxTokens());
    putSampling(body, sampling, target.capabilities());
    putExtensions(body, target, probe, session);
    body.put("user", session.id());
    if (probe.streamedBy(target)) {
      body.put("stream", true);
      body.put("stream_options", Map.of("include_usage", true));
    } else {
      body.put("stream", false);
    }
    return body;
  }

  private static Map<String, Object> function(Tool tool) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.put("parameters", tool.parameters());
    Map<String, Object> wrapped = new LinkedHashMap<>();
    wrapped.put("type", "function");
    wrapped.put("function", function);
    return wrapped;
  }

  private static void putSampling(
      Map<String, Object> body, Sampling sampling, Set<Capability> capabilities) {
    if (capabilities.contains(Capability.TEMPERATURE)) {
      if (sampling.temperature() != null) {
        body.put("temperature", sampling.temperature());
      }
      if (sampling.topP() != null) {
        body.put("top_p", sampling.topP());
      }
    }
    if (capabilities.contains(Capability.SEED) && sampling.seed() != null) {
      body.put("seed", sampling.seed());
    }
    if (capabilities.contains(Capability.LOGPROBS) && sampling.topLogprobs() != null) {
      body.put("logprobs", true);
      body.put("top_logprobs", sampling.topLogprobs());
    }
  }

  /** What vLLM and SGLang add. Nothing in a cache under another session's salt is read. */
  private static void putExtensions(
      Map<String, Object> body, Target target, Probe probe, Session session) {
    Set<Capability> capabilities = target.capabilities();
    if (capabilities.contains(Capability.TOKEN_IDS)) {
      body.put("return_token_ids", true);
    }
    // Refused beside a stream.
    if (capabilities.contains(Capability.PROMPT_LOGPROBS)
        && probe.sampling().topLogprobs() != null
        && !probe.streamedBy(target)) {
      body.put("prompt_logprobs", 0);
    }
    if (capabilities.contains(Capability.CACHE_SALT)) {
      body.put("cache_salt", session.cacheSalt());
    }
  }

  /**
   * {@code max_tokens} is deprecated but the only name every compatible server knows; one that does
   * not know {@code max_completion_tokens} ignores it and writes without end. Models that refuse
   * {@code max_tokens} refuse {@code temperature} as well (and both loudly), so that capability
   * tells them apart. Sending both names is refused by OpenAI.
   */
  private static String lengthLimit(Set<Capability> capabilities) {
    return capabilities.contains(Capability.TEMPERATURE) ? "max_tokens" : "max_completion_tokens";
  }
}
