package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI chat completions, streamed or not, as OpenAI and the servers compatible with it speak
 * them. What the target said of itself stays in the raw response; here only the answer is read.
 */
final class OpenAiChatCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    return OpenAiChatRequest.of(target, probe, session);
  }

  @Override
  public Outcome decode(RawResponse response, byte[] bytes) {
    int status = response.status();
    if (status < 200 || status > 299) {
      return OpenAiStatus.outcome(response, bytes);
    }
    return isEventStream(response, bytes)
        ? OpenAiChatStream.decode(status, bytes)
        : decodeWhole(status, bytes);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Only a stream can begin before it is whole: for a plain JSON body this is always false.
   */
  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return ServerSentEvents.complete(bytes, length).stream()
        .flatMap(event -> OpenAiJson.object(event).stream())
        .flatMap(chunk -> OpenAiChoice.first(chunk).stream())
        .anyMatch(OpenAiChatCodec::saysSomething);
  }

  private static Outcome decodeWhole(int status, byte[] bytes) {
    return OpenAiJson.object(bytes)
        .map(body -> decodeWhole(status, body))
        .orElseGet(() -> new Outcome.TargetError(status, OpenAiStatus.notTheFormat(bytes)));
  }

  private static Outcome decodeWhole(int status, JsonNode body) {
    if (OpenAiStatus.isError(body)) {
      return new Outcome.TargetError(status, OpenAiStatus.detail(body));
    }
    OpenAiAnswerBuilder answer = new OpenAiAnswerBuilder();
    answer.addEnvelope(body);
    return OpenAiChoice.first(body)
        .filter(choice -> choice.path("message").isObject())
        .<Outcome>map(choice -> {
          answer.addChoice(choice, choice.path("message"));
          return answer.outcome(status);
        })
        .orElseGet(() -> new Outcome.TargetError(status, "a completion without choices"));
  }

  private static boolean saysSomething(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    return List.of("content", "refusal", "reasoning_content", "reasoning").stream()
            .anyMatch(field -> !OpenAiJson.text(delta.path(field)).isEmpty())
        || !delta.path("tool_calls").isEmpty();
  }

  private static boolean isEventStream(RawResponse response, byte[] bytes) {
    return response.headers().getOrDefault("content-type", List.of()).stream()
            .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        || ServerSentEvents.looksLikeOne(bytes);
  }
}
