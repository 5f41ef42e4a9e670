package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes answers of {@code /generate}. Each event of a stream tells everything from the beginning;
 * the token that ends an answer is told too.
 */
record GenerateWriter(Vocabulary vocabulary, GenerateRequest.Options options)
    implements AnswerWriter {

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    return Map.of();
  }

  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return Map.of();
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    Generation answer = completion.generation();
    return json(head, steps(answer), answer.text(), finishReason(answer)).toByteArray();
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    Generation answer = completion.generation();
    List<Step> steps = steps(answer);
    List<StreamEvent> events = new ArrayList<>(steps.size() + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      text.append(i < answer.texts().size() ? answer.texts().get(i) : "");
      String reason = i == steps.size() - 1 ? finishReason(answer) : "null";
      JsonBytes json = json(head, steps.subList(0, i + 1), text.toString(), reason);
      events.add(event(json.toByteArray(), 1));
    }
    events.add(event("[DONE]".getBytes(StandardCharsets.UTF_8), 0));
    return events;
  }

  /** The stream is closed as if all had gone well. */
  @Override
  public StreamEvent failure(Problem problem, int sent) {
    JsonBytes events =
        new JsonBytes()
            .raw("data: ")
            .raw(SglangError.of(problem).body())
            .raw("\n\ndata: [DONE]\n\n");
    return new StreamEvent(events, 0);
  }

  private static StreamEvent event(byte[] data, int steps) {
    return new StreamEvent(new JsonBytes().raw("data: ").raw(data).raw("\n\n"), steps);
  }

  private static List<Step> steps(Generation answer) {
    List<Step> steps = new ArrayList<>(answer.steps());
    if (answer.end() != null) {
      steps.add(answer.end());
    }
    return steps;
  }

  private JsonBytes json(AnswerHead head, List<Step> steps, String text, String reason) {
    JsonBytes json =
        new JsonBytes()
            .raw("{\"text\":")
            .text(text)
            .raw(",\"output_ids\":")
            .raw(
                steps.stream()
                    .map(step -> Integer.toString(step.token()))
                    .collect(Collectors.joining(",", "[", "]")))
            .raw(",\"meta_info\":{\"id\":")
            .text(options.id() == null ? head.id() : options.id())
            .raw(",\"finish_reason\":")
            .raw(reason)
            .raw(",\"prompt_tokens\":%d,\"weight_version\":".formatted(head.promptLength()))
            .text(head.servedBy())
            .raw(",\"total_retractions\":0");
    if (options.logprobs()) {
      new MetaLogprobs(vocabulary, options).write(json, head.promptTokens(), steps);
    }
    return json.raw(",\"completion_tokens\":%d,\"cached_tokens\":0".formatted(steps.size()))
        .raw(",\"e2e_latency\":%s}}".formatted(head.untilLastToken().toNanos() / 1e9));
  }

  private static String finishReason(Generation answer) {
    if (answer.stopText() != null) {
      return "{\"type\":\"stop\",\"matched\":%s}".formatted(JsonBytes.quoted(answer.stopText()));
    }
    Step end = answer.end();
    return end == null
        ? "{\"type\":\"length\",\"length\":%d}".formatted(answer.steps().size())
        : "{\"type\":\"stop\",\"matched\":%d}".formatted(end.token());
  }
}
