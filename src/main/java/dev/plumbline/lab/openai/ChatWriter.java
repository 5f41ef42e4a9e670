package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import java.util.List;
import java.util.Map;

/**
 * Writes completions.
 *
 * @param tokens how tokens are shown
 * @param headers of each answer
 */
record ChatWriter(
    AnswerOptions options, TokenJson tokens, ContentFilter filter, Map<String, String> headers)
    implements AnswerWriter {

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    return headers;
  }

  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return headers;
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    return new CompletionWriter(options, tokens, filter).write(head, completion);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    return new ChunkWriter(head, options, tokens, filter).write(completion);
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    JsonBytes event =
        new JsonBytes().raw("data: ").raw(ApiError.of(problem).reply().body()).raw("\n\n");
    return new StreamEvent(event, 0);
  }
}
