package dev.plumbline.lab.chat;

import java.util.List;
import java.util.Map;

/** Writes the answer to one request, in the wire format and with the options it came with. */
public interface AnswerWriter {
  /** Of server-sent events. */
  String EVENT_STREAM = "text/event-stream; charset=utf-8";

  /** Headers of whole answers alone. */
  Map<String, String> headers(AnswerHead head, Completion completion);

  /** Headers of streamed answers, which begin before anybody knows how long they are. */
  Map<String, String> streamHeaders(AnswerHead head);

  /** A whole answer as one JSON object. */
  byte[] whole(AnswerHead head, Completion completion);

  /** The content type of a streamed answer. */
  default String streamType() {
    return EVENT_STREAM;
  }

  /** The same answer in pieces, the last one included. */
  List<StreamEvent> stream(AnswerHead head, Completion completion);

  /**
   * What ends a stream when something goes wrong on the way.
   *
   * @param sent how many pieces of the answer there were before
   */
  StreamEvent failure(Problem problem, int sent);
}
