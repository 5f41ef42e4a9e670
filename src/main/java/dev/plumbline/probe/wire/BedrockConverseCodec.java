package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import tools.jackson.databind.JsonNode;

/** Amazon Bedrock's Converse and ConverseStream. */
final class BedrockConverseCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    return BedrockConverseRequest.of(target, probe, session);
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
    return AwsEventStream.is(response) ? stream(response, bytes) : whole(response.status(), bytes);
  }

  private static Outcome whole(int status, byte[] bytes) {
    return WireJson.object(bytes)
        .map(body -> whole(status, body))
        .orElseGet(() -> WireStatus.notAnAnswer(status, WireStatus.notTheFormat(bytes)));
  }

  private static Outcome whole(int status, JsonNode body) {
    JsonNode content = body.path("output").path("message").path("content");
    if (!content.isArray()) {
      return WireStatus.notAnAnswer(status, "a reply without output.message.content");
    }
    ConverseAnswerBuilder answer = new ConverseAnswerBuilder();
    for (int i = 0; i < content.size(); i++) {
      answer.addBlock(i, content.path(i));
    }
    answer.addStop(body.path("stopReason"));
    answer.addMetadata(body);
    return answer.outcome(status);
  }

  private static Outcome stream(RawResponse response, byte[] bytes) {
    ConverseAnswerBuilder answer = new ConverseAnswerBuilder();
    AwsEventStream.Events events = AwsEventStream.read(bytes, bytes.length);
    boolean begun = false;
    for (AwsEventStream.Event event : events.all()) {
      if (event.exception()) {
        return BedrockErrors.outcome(response, event, begun);
      }
      JsonNode data = WireJson.object(event.payload()).orElse(null);
      if (data == null) {
        return WireStatus.brokenStream(response.status(), "an event that is not a JSON object");
      }
      begun |= saysSomething(event.type(), data);
      answer.addEvent(event.type(), data);
    }
    if (events.broken() != null) {
      return WireStatus.brokenStream(response.status(), events.broken());
    }
    return answer.stopped()
        ? answer.outcome(response.status())
        : WireStatus.cutStream(response.status(), "ended without messageStop");
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return AwsEventStream.read(bytes, length).all().stream()
        .filter(event -> !event.exception())
        .anyMatch(event ->
            WireJson.object(event.payload())
                .filter(data -> saysSomething(event.type(), data))
                .isPresent());
  }

  @Override
  public int endOfLastWhole(byte[] bytes, int known, int newFrom, int length) {
    return AwsEventStream.endOfLastWhole(bytes, known, length);
  }

  private static boolean saysSomething(String type, JsonNode data) {
    return switch (type) {
      case "contentBlockStart" -> data.path("start").path("toolUse").isObject();
      case "contentBlockDelta" -> {
        JsonNode delta = data.path("delta");
        yield !WireJson.piece(delta.path("text")).isEmpty()
            || !WireJson.piece(delta.path("toolUse").path("input")).isEmpty()
            || !WireJson.piece(delta.path("reasoningContent").path("text")).isEmpty();
      }
      default -> false;
    };
  }
}
