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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** SGLang's own generate. A stream repeats the text so far in each event. */
final class SglangGenerateCodec implements WireCodec {
  private static final String DONE = "[DONE]";

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", RequestParts.text(target, probe));
    body.put("sampling_params", sampling(target.capabilities(), probe.sampling()));
    if (target.capabilities().contains(Capability.LOGPROBS)
        && probe.sampling().topLogprobs() != null) {
      body.put("return_logprob", true);
      body.put("top_logprobs_num", probe.sampling().topLogprobs());
      body.put("return_text_in_logprobs", true);
      if (target.capabilities().contains(Capability.PROMPT_LOGPROBS)) {
        body.put("logprob_start_len", 0);
      }
    }
    body.put("stream", probe.streamedBy(target));
    return RequestParts.request(
        target,
        RequestParts.below(target.endpoint(), "/generate"),
        RequestParts.headers(target, probe, session),
        body);
  }

  /** All of them, because a server's own defaults follow the model's configuration. */
  private static Map<String, Object> sampling(Set<Capability> capabilities, Sampling sampling) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("max_new_tokens", sampling.maxTokens());
    if (capabilities.contains(Capability.TEMPERATURE)) {
      if (sampling.temperature() != null) {
        parameters.put("temperature", sampling.temperature());
      }
      parameters.put("top_p", sampling.topP() == null ? 1.0 : sampling.topP());
      parameters.put("top_k", -1);
    }
    if (capabilities.contains(Capability.SEED) && sampling.seed() != null) {
      parameters.put("sampling_seed", sampling.seed());
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
        ? stream(status, bytes)
        : WireStatus.whole(status, bytes, body -> whole(status, body));
  }

  private static Outcome whole(int status, JsonNode body) {
    if (!body.path("text").isString()) {
      return WireStatus.notAnAnswer(status, "a generation without text");
    }
    SglangAnswerBuilder answer = new SglangAnswerBuilder();
    answer.add(body);
    return answer.outcome(status);
  }

  private static Outcome stream(int status, byte[] bytes) {
    SglangAnswerBuilder answer = new SglangAnswerBuilder();
    for (String data : ServerSentEvents.all(bytes)) {
      if (data.strip().equals(DONE)) {
        return answer.said()
            ? answer.outcome(status)
            : WireStatus.brokenStream(status, "no event before " + DONE);
      }
      Optional<JsonNode> event = WireJson.object(data);
      if (event.isEmpty()) {
        return WireStatus.brokenStream(status, "an event that is not a JSON object");
      }
      if (WireStatus.isError(event.get())) {
        return error(status, WireStatus.detail(event.get()), answer.said());
      }
      answer.add(event.get());
    }
    return WireStatus.cutStream(status, "ended without " + DONE);
  }

  /** What is declined comes with a status of success too, where a stream was asked for. */
  private static Outcome error(int status, String detail, boolean begun) {
    if (begun) {
      return new Outcome.TargetError(status, detail, Cause.CUT);
    }
    Cause cause = ErrorBody.named("", detail).refusal(status);
    return cause == Cause.CONTEXT_EXCEEDED
        ? new Outcome.Refused(status, detail, cause)
        : new Outcome.TargetError(status, detail, Cause.SERVER);
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return ServerSentEvents.complete(bytes, length).stream()
        .flatMap(data -> WireJson.object(data).stream())
        .anyMatch(event -> !WireJson.piece(event.path("text")).isEmpty());
  }
}
