package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Completion.Piece;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an answer as the events of Converse. Only blocks that call a tool are started by an event
 * of their own; all are stopped by one.
 */
final class ConverseEvents {
  private final AnswerHead head;
  private final Completion completion;
  private final String echoes;
  private final List<StreamEvent> events = new ArrayList<>();
  private int blocks;

  ConverseEvents(AnswerHead head, Completion completion, String echoes) {
    this.head = head;
    this.completion = completion;
    this.echoes = echoes;
  }

  /** To be called once. */
  List<StreamEvent> write() {
    add("messageStart", new JsonBytes().raw("\"role\":\"assistant\""), 0);
    if (completion.calls().isEmpty() || !completion.content().isEmpty()) {
      text();
    }
    List<List<Piece>> calls = completion.callPieces();
    for (int i = 0; i < calls.size(); i++) {
      toolUse(i, calls.get(i));
    }
    String reason = ConverseWriter.stopReason(completion);
    add("messageStop", new JsonBytes().raw("\"stopReason\":").text(reason), 0);
    add("metadata", new JsonBytes().raw(ConverseWriter.usage(head, completion)).raw(echoes), 0);
    return events;
  }

  private void text() {
    for (Piece piece : completion.contentPieces()) {
      delta(new JsonBytes().raw("\"text\":").text(piece.text()), piece);
    }
    stop();
  }

  private void toolUse(int index, List<Piece> pieces) {
    JsonBytes start = index().raw(",\"start\":{\"toolUse\":{");
    ConverseWriter.toolUse(start, head, index, completion.calls().get(index)).raw("}}");
    add("contentBlockStart", start, pieces.getFirst().steps().size());
    for (Piece piece : pieces.subList(1, pieces.size())) {
      delta(new JsonBytes().raw("\"toolUse\":{\"input\":").text(piece.text()).raw("}"), piece);
    }
    stop();
  }

  private void delta(JsonBytes delta, Piece piece) {
    JsonBytes json = index().raw(",\"delta\":{").raw(delta.toByteArray()).raw("}");
    add("contentBlockDelta", json, piece.steps().size());
  }

  private void stop() {
    add("contentBlockStop", index(), 0);
    blocks++;
  }

  private JsonBytes index() {
    return new JsonBytes().raw("\"contentBlockIndex\":").number(blocks);
  }

  private void add(String type, JsonBytes fields, int steps) {
    JsonBytes json =
        new JsonBytes()
            .raw("{")
            .raw(fields.toByteArray())
            .raw(Padding.field(events.size()))
            .raw("}");
    events.add(new StreamEvent(EventFrame.event(type, json.toByteArray()), steps));
  }
}
