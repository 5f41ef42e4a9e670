package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes texts, whole or a token an event. The token that ends an answer is told too, and counted;
 * a stop text is part of the answer.
 *
 * @param root whether a whole answer stands in a list
 */
record TextWriter(Vocabulary vocabulary, TextRequest asked, boolean root) implements AnswerWriter {

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    Duration inference = head.untilLastToken();
    int tokens = new GeneratedTokens(vocabulary, completion.generation()).count();
    Map<String, String> headers = new LinkedHashMap<>(streamHeaders(head));
    headers.put("x-compute-time", Double.toString(inference.toNanos() / 1e9));
    headers.put("x-total-time", Long.toString(inference.toMillis()));
    headers.put("x-validation-time", "0");
    headers.put("x-queue-time", "0");
    headers.put("x-inference-time", Long.toString(inference.toMillis()));
    headers.put("x-time-per-token", Long.toString(tokens == 0 ? 0 : inference.toMillis() / tokens));
    headers.put("x-prompt-tokens", Integer.toString(head.promptLength()));
    headers.put("x-generated-tokens", Integer.toString(tokens));
    return headers;
  }

  /** The one server that names its accelerator; the pool is named by a gateway. */
  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return Map.of(
        "x-compute-type",
        "1-" + head.target().accelerator(),
        "x-compute-characters",
        Integer.toString(asked.inputs().codePointCount(0, asked.inputs().length())),
        "x-served-by",
        head.servedBy());
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    Generation answer = completion.generation();
    JsonBytes json =
        new JsonBytes().raw(root ? "[" : "").raw("{\"generated_text\":").text(text(answer));
    if (asked.details() || asked.prefill()) {
      json.raw(",\"details\":{").raw(ending(answer)).raw(",\"prefill\":[");
      if (asked.prefill()) {
        TokenList.prompt(json, head.promptTokens(), vocabulary);
      }
      new TokenList(vocabulary, asked.top()).whole(json, new GeneratedTokens(vocabulary, answer));
      json.raw("}");
    }
    return json.raw("}").raw(root ? "]" : "").toByteArray();
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    Generation answer = completion.generation();
    GeneratedTokens tokens = new GeneratedTokens(vocabulary, answer);
    TokenList list = new TokenList(vocabulary, asked.top());
    List<StreamEvent> events = new ArrayList<>(tokens.count());
    for (int i = 0; i < tokens.count(); i++) {
      JsonBytes json = new JsonBytes().raw("data:{\"index\":%d".formatted(i + 1));
      list.event(json, tokens, i);
      boolean last = i == tokens.count() - 1;
      json.raw(",\"generated_text\":").textOrNull(last ? text(answer) : null);
      json.raw(",\"details\":").raw(last && asked.details() ? details(head, answer) : "null");
      events.add(new StreamEvent(json.raw("}\n\n"), 1));
    }
    return events;
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    JsonBytes event = new JsonBytes().raw("data:").raw(TgiError.of(problem).body()).raw("\n\n");
    return new StreamEvent(event, 0);
  }

  private String details(AnswerHead head, Generation answer) {
    return "{%s,\"input_length\":%d}".formatted(ending(answer), head.promptLength());
  }

  private String text(Generation answer) {
    String stop = answer.stopText();
    return (asked.fullText() ? asked.inputs() : "") + answer.text() + (stop == null ? "" : stop);
  }

  private String ending(Generation answer) {
    Long seed = asked.request().seed();
    return "\"finish_reason\":\"%s\",\"generated_tokens\":%d,\"seed\":%s"
        .formatted(
            finishReason(answer),
            new GeneratedTokens(vocabulary, answer).count(),
            asked.sampled() ? seed : null);
  }

  private static String finishReason(Generation answer) {
    if (answer.stopText() != null) {
      return "stop_sequence";
    }
    return answer.end() == null ? "length" : "eos_token";
  }
}
