package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import java.util.List;
import java.util.Map;

/** Writes messages as the API itself does: one object, or server-sent events. */
public final class MessagesWriter implements AnswerWriter {

  /** The format itself echoes no pool; gateways in front of it add a header. */
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
    return MessageWriter.write(head, completion);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    return new EventWriter(head, completion)
        .write().stream().map(MessageEvent::serverSent).toList();
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    JsonBytes event =
        new JsonBytes()
            .raw("event: error\ndata: ")
            .raw(ErrorBody.of(problem).reply(null).body())
            .raw("\n\n");
    return new StreamEvent(event, 0);
  }
}
