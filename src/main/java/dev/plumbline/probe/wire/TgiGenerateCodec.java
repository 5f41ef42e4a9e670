package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Text Generation Inference's own generate and generate_stream. */
final class TgiGenerateCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("inputs", RequestParts.text(target, probe));
    body.put(
        "parameters",
        parameters(target.capabilities(), probe.sampling(), probe.streamedBy(target)));
    return RequestParts.request(
        target,
        RequestParts.below(
            target.endpoint(), probe.streamedBy(target) ? "/generate_stream" : "/generate"),
        RequestParts.headers(target, probe, session),
        body);
  }

  /** It refuses a temperature of 0 and a top_p of 1: greedy decoding is not to sample at all. */
  private static Map<String, Object> parameters(
      Set<Capability> capabilities, Sampling sampling, boolean streamed) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("max_new_tokens", sampling.maxTokens());
    parameters.put("details", true);
    parameters.put("return_full_text", false);
    if (capabilities.contains(Capability.TEMPERATURE)) {
      Double temperature = sampling.temperature();
      boolean greedy = temperature != null && temperature == 0;
      parameters.put("do_sample", !greedy);
      if (!greedy && temperature != null) {
        parameters.put("temperature", temperature);
      }
      if (!greedy && sampling.topP() != null && sampling.topP() < 1) {
        parameters.put("top_p", sampling.topP());
      }
    }
    if (capabilities.contains(Capability.SEED) && sampling.seed() != null) {
      parameters.put("seed", sampling.seed());
    }
    if (capabilities.contains(Capability.LOGPROBS)
        && sampling.topLogprobs() != null
        && sampling.topLogprobs() > 0) {
      parameters.put("top_n_tokens", sampling.topLogprobs());
    }
    // Refused beside a stream.
    if (capabilities.contains(Capability.PROMPT_LOGPROBS) && !streamed) {
      parameters.put("decoder_input_details", true);
    }
    return parameters;
  }

  @Override
  public CredentialHeader credentialHeader() {
    return CredentialHeader.BEARER;
  }

  @Override
  public Outcome decode(RawResponse response, byte[] bytes) {
    if (!WireStatus.isSuccess(response)) {
      return WireStatus.outcome(response, bytes);
    }
    int status = response.status();
    return ServerSentEvents.are(response, bytes)
        ? stream(response, bytes)
        : WireStatus.whole(status, bytes, body -> whole(response, body));
  }

  private static Outcome whole(RawResponse response, JsonNode body) {
    int status = response.status();
    if (!body.path("generated_text").isString()) {
      return WireStatus.notAnAnswer(status, "a generation without generated_text");
    }
    TgiAnswerBuilder answer = new TgiAnswerBuilder();
    JsonNode details = body.path("details");
    for (int i = 0; i < details.path("tokens").size(); i++) {
      answer.addToken(details.path("tokens").path(i), details.path("top_tokens").path(i));
    }
    answer.addEnd(body.path("generated_text"), details, promptTokens(response, details));
    return answer.outcome();
  }

  private static Outcome stream(RawResponse response, byte[] bytes) {
    int status = response.status();
    TgiAnswerBuilder answer = new TgiAnswerBuilder();
    for (String data : ServerSentEvents.all(bytes)) {
      Optional<JsonNode> event = WireJson.object(data);
      if (event.isEmpty()) {
        return WireStatus.brokenStream(status, "an event that is not a JSON object");
      }
      JsonNode said = event.get();
      if (WireStatus.isError(said)) {
        return error(response, said, answer.begun());
      }
      answer.addToken(said.path("token"), said.path("top_tokens"));
      if (said.path("generated_text").isString()) {
        JsonNode details = said.path("details");
        answer.addEnd(said.path("generated_text"), details, promptTokens(response, details));
        return answer.outcome();
      }
    }
    return WireStatus.cutStream(status, "ended without generated_text");
  }

  /** In the details of a stream, in a header otherwise; null where nobody says. */
  private static @Nullable Integer promptTokens(RawResponse response, JsonNode details) {
    if (details.path("input_length").isIntegralNumber()) {
      return details.path("input_length").asInt(0);
    }
    return response.headers().getOrDefault("x-prompt-tokens", List.of()).stream()
        .filter(value -> value.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .findFirst()
        .orElse(null);
  }

  private static Outcome error(RawResponse response, JsonNode event, boolean begun) {
    if (!begun && WireJson.text(event.path("error_type")).equals("overloaded")) {
      return WireStatus.throttled(response);
    }
    return new Outcome.TargetError(
        response.status(), WireStatus.detail(event), begun ? Cause.CUT : Cause.SERVER);
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return ServerSentEvents.complete(bytes, length).stream()
        .flatMap(data -> WireJson.object(data).stream())
        .anyMatch(event -> !WireJson.piece(event.path("token").path("text")).isEmpty());
  }
}
