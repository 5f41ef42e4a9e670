package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.anthropic.EventWriter;
import dev.plumbline.lab.anthropic.MessageEvent;
import dev.plumbline.lab.anthropic.MessageWriter;
import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes messages as they are, or their events in frames, the last one with Bedrock's metrics. */
final class InvokeWriter implements AnswerWriter {
  static final String FRAMES = "application/vnd.amazon.eventstream";

  private static final String METRICS = "X-Amzn-Bedrock-";

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    return Map.of(
        METRICS + "Input-Token-Count",
        Integer.toString(head.promptLength()),
        METRICS + "Output-Token-Count",
        Integer.toString(completion.tokens()),
        METRICS + "Invocation-Latency",
        Long.toString(head.untilLastToken().toMillis()),
        "x-served-by",
        head.servedBy());
  }

  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return Map.of(METRICS + "Content-Type", "application/json", "x-served-by", head.servedBy());
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    return MessageWriter.write(head, completion);
  }

  @Override
  public String streamType() {
    return FRAMES;
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    return new StreamEvent(BedrockError.of(problem, "").frame(), 0);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    List<MessageEvent> events =
        new EventWriter(head, completion)
            .write().stream().filter(event -> !event.type().equals("ping")).toList();
    List<StreamEvent> frames = new ArrayList<>(events.size());
    for (MessageEvent event : events) {
      String more = event.type().equals("message_stop") ? metrics(head, completion) : "";
      frames.add(chunk(event, more, frames.size()));
    }
    return frames;
  }

  private static StreamEvent chunk(MessageEvent event, String more, int number) {
    String bytes = Base64.getEncoder().encodeToString(event.json(more).toByteArray());
    JsonBytes payload =
        new JsonBytes()
            .raw("{\"bytes\":\"%s\"".formatted(bytes))
            .raw(Padding.field(number))
            .raw("}");
    return new StreamEvent(EventFrame.event("chunk", payload.toByteArray()), event.steps());
  }

  private static String metrics(AnswerHead head, Completion completion) {
    return (",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":%d,"
            + "\"outputTokenCount\":%d,\"invocationLatency\":%d,\"firstByteLatency\":%d}")
        .formatted(
            head.promptLength(),
            completion.tokens(),
            head.untilLastToken().toMillis(),
            head.untilFirstToken().toMillis());
  }
}
