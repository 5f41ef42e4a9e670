package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Completion.Piece;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.chat.ToolCall;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes answers of generateContent, whole or in a few parts of several tokens each. A call of a
 * function is never cut.
 *
 * @param listsTop whether the most probable tokens are listed beside the chosen ones
 * @param logprobs whether the chosen ones are listed
 */
record ContentWriter(Vocabulary vocabulary, boolean listsTop, boolean logprobs, Framing framing)
    implements AnswerWriter {
  /** Tokens of a part of a stream. */
  private static final int AT_ONCE = 4;

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    return Map.of("x-served-by", head.servedBy());
  }

  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return Map.of("x-served-by", head.servedBy());
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    Part all =
        new Part(completion.content(), completion.calls(), completion.generation().steps(), true);
    return json(head, completion, all);
  }

  @Override
  public String streamType() {
    return framing.type();
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    List<Part> parts = parts(completion);
    List<StreamEvent> events = new ArrayList<>(parts.size());
    for (Part part : parts) {
      byte[] json = json(head, completion, part);
      events.add(
          new StreamEvent(framing.frame(json, events.isEmpty(), part.last()), part.steps().size()));
    }
    return events;
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    byte[] json = GoogleError.of(problem).json();
    return new StreamEvent(framing.frame(json, sent == 0, true), 0);
  }

  /** What one JSON object of an answer tells. */
  private record Part(String text, List<ToolCall> calls, List<Step> steps, boolean last) {}

  private static List<Part> parts(Completion completion) {
    List<Part> parts = new ArrayList<>();
    List<Piece> pieces = completion.contentPieces();
    boolean calls = !completion.calls().isEmpty();
    for (int from = 0; from < pieces.size(); from += AT_ONCE) {
      List<Piece> some = pieces.subList(from, Math.min(pieces.size(), from + AT_ONCE));
      boolean last = !calls && from + AT_ONCE >= pieces.size();
      parts.add(part(some, List.of(), last));
    }
    if (calls || parts.isEmpty()) {
      List<Piece> written = completion.callPieces().stream().flatMap(List::stream).toList();
      Part part = part(written, completion.calls(), true);
      parts.add(new Part("", part.calls(), part.steps(), true));
    }
    return parts;
  }

  private static Part part(List<Piece> pieces, List<ToolCall> calls, boolean last) {
    StringBuilder text = new StringBuilder();
    List<Step> steps = new ArrayList<>();
    for (Piece piece : pieces) {
      text.append(piece.text());
      steps.addAll(piece.steps());
    }
    return new Part(text.toString(), calls, steps, last);
  }

  private byte[] json(AnswerHead head, Completion completion, Part part) {
    JsonBytes json = new JsonBytes().raw("{\"candidates\":[{\"content\":{\"role\":\"model\"");
    content(json, part);
    json.raw("}");
    if (part.last()) {
      json.raw(",\"finishReason\":\"%s\"".formatted(finishReason(completion)));
      average(json, completion.generation().steps());
    }
    if (logprobs) {
      new LogprobsJson(vocabulary, listsTop).write(json, part.steps());
    }
    return json.raw(",\"index\":0}],\"usageMetadata\":{")
        .raw(part.last() ? usage(head, completion) : "")
        .raw("\"trafficType\":\"ON_DEMAND\"},\"modelVersion\":")
        .text(head.model())
        .raw(",\"createTime\":\"%s\"".formatted(Instant.ofEpochSecond(head.created())))
        .raw(",\"responseId\":\"%s\"}".formatted(head.id()))
        .toByteArray();
  }

  /** Without text and calls there are no parts. */
  private static void content(JsonBytes json, Part part) {
    if (part.text().isEmpty() && part.calls().isEmpty()) {
      return;
    }
    json.raw(",\"parts\":[");
    boolean first = true;
    if (!part.text().isEmpty()) {
      json.raw("{\"text\":").text(part.text()).raw("}");
      first = false;
    }
    for (ToolCall call : part.calls()) {
      json.raw(first ? "" : ",")
          .raw("{\"functionCall\":{\"name\":")
          .text(call.name())
          .raw(",\"args\":")
          .raw(call.arguments())
          .raw("}}");
      first = false;
    }
    json.raw("]");
  }

  private static void average(JsonBytes json, List<Step> steps) {
    if (!steps.isEmpty()) {
      double sum = steps.stream().mapToDouble(Step::logprob).sum();
      json.raw(",\"avgLogprobs\":" + sum / steps.size());
    }
  }

  private static String usage(AnswerHead head, Completion completion) {
    int prompt = head.promptLength();
    int answer = completion.tokens();
    return ("\"promptTokenCount\":%1$d,\"candidatesTokenCount\":%2$d,\"totalTokenCount\":%3$d,"
            + "\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":%1$d}],"
            + "\"candidatesTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":%2$d}],")
        .formatted(prompt, answer, prompt + answer);
  }

  private static String finishReason(Completion completion) {
    return switch (completion.ending()) {
      case END, STOP_TEXT, TOOL_CALLS -> "STOP";
      case LENGTH -> "MAX_TOKENS";
    };
  }
}
