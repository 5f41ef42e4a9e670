package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import dev.plumbline.topic.Json;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes the request. Sampling parameters are always explicit, because servers differ in their
 * defaults, but only those the target's capabilities permit are sent.
 */
final class OpenAiChatRequest {
  private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*");
  private static final String COMPLETIONS = "/chat/completions";

  private OpenAiChatRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    boolean stream = streams(target, probe.sampling());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", stream ? "text/event-stream" : "application/json");
    headers.put("x-session-id", session.id());
    String body = Json.MAPPER.writeValueAsString(body(target, probe, session));
    return new WireRequest(completions(target.endpoint()), headers, body);
  }

  private static Map<String, Object> body(Target target, Probe probe, Session session) {
    Sampling sampling = probe.sampling();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", target.servedModel());
    body.put("messages", probe.messages());
    body.put(lengthLimit(target.capabilities()), sampling.maxTokens());
    putSampling(body, sampling, target.capabilities());
    body.put("user", session.id());
    if (streams(target, sampling)) {
      body.put("stream", true);
      body.put("stream_options", Map.of("include_usage", true));
    } else {
      body.put("stream", false);
    }
    return body;
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

  /**
   * {@code max_tokens} is deprecated but the only name every compatible server knows; one that does
   * not know {@code max_completion_tokens} ignores it and writes without end. Models that refuse
   * {@code max_tokens} refuse {@code temperature} as well (and both loudly), so that capability
   * tells them apart. Sending both names is refused by OpenAI.
   */
  private static String lengthLimit(Set<Capability> capabilities) {
    return capabilities.contains(Capability.TEMPERATURE) ? "max_tokens" : "max_completion_tokens";
  }

  private static boolean streams(Target target, Sampling sampling) {
    return sampling.stream() && target.capabilities().contains(Capability.STREAM);
  }

  /**
   * {@code http://host} and {@code http://host/v1} both lead to {@code /v1/chat/completions}; an
   * endpoint that names the whole path is taken as it is. A query string is kept.
   */
  private static URI completions(URI endpoint) {
    String raw = endpoint.toString();
    int queryAt = raw.indexOf('?');
    String query = queryAt < 0 ? "" : raw.substring(queryAt);
    String base = (queryAt < 0 ? raw : raw.substring(0, queryAt)).replaceFirst("/+$", "");
    if (base.endsWith(COMPLETIONS)) {
      return URI.create(base + query);
    }
    String version = VERSIONED.matcher(base).matches() ? "" : "/v1";
    return URI.create(base + version + COMPLETIONS + query);
  }
}
