package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.Completion.Piece;
import dev.plumbline.lab.chat.JsonBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes an answer as events: the message without content, a ping, a block of text where there is
 * some and one for each tool call, then why it ended, with the final token counts.
 */
public final class EventWriter {
  /** Those known when the message starts. */
  private static final int FIRST_OUTPUT_TOKENS = 1;

  private final AnswerHead head;
  private final Completion completion;
  private final List<MessageEvent> events = new ArrayList<>();
  private int blocks;

  public EventWriter(AnswerHead head, Completion completion) {
    this.head = head;
    this.completion = completion;
  }

  /** To be called once. */
  public List<MessageEvent> write() {
    start();
    add("ping", new JsonBytes(), 0);
    if (!completion.content().isEmpty()) {
      text();
    }
    List<List<Piece>> calls = completion.callPieces();
    for (int i = 0; i < calls.size(); i++) {
      toolUse(i, calls.get(i));
    }
    end();
    add("message_stop", new JsonBytes(), 0);
    return events;
  }

  private void start() {
    JsonBytes message = MessageWriter.opening(head).raw("],\"stop_reason\":null");
    message.raw(",\"stop_sequence\":null");
    MessageWriter.usage(message, head, FIRST_OUTPUT_TOKENS).raw("}");
    add("message_start", new JsonBytes().raw(",\"message\":").raw(message.toByteArray()), 0);
  }

  private void text() {
    startBlock(new JsonBytes().raw("{\"type\":\"text\",\"text\":\"\"}"), 0);
    for (Piece piece : completion.contentPieces()) {
      delta(piece, "text_delta", "text");
    }
    stopBlock();
  }

  private void toolUse(int index, List<Piece> pieces) {
    JsonBytes block = new JsonBytes();
    MessageWriter.toolUse(block, head, index, completion.calls().get(index), "{}");
    startBlock(block, pieces.getFirst().steps().size());
    pieces
        .subList(1, pieces.size())
        .forEach(piece -> delta(piece, "input_json_delta", "partial_json"));
    stopBlock();
  }

  private void startBlock(JsonBytes block, int steps) {
    JsonBytes json = index().raw(",\"content_block\":").raw(block.toByteArray());
    add("content_block_start", json, steps);
  }

  private void delta(Piece piece, String type, String field) {
    JsonBytes json =
        index()
            .raw(",\"delta\":{\"type\":\"%s\",\"%s\":".formatted(type, field))
            .text(piece.text())
            .raw("}");
    add("content_block_delta", json, piece.steps().size());
  }

  private void stopBlock() {
    add("content_block_stop", index(), 0);
    blocks++;
  }

  private JsonBytes index() {
    return new JsonBytes().raw(",\"index\":").number(blocks);
  }

  private void end() {
    JsonBytes json = new JsonBytes().raw(",\"delta\":{");
    MessageWriter.stopFields(json, completion);
    json.raw("},\"usage\":{\"output_tokens\":").number(completion.tokens()).raw("}");
    add("message_delta", json, 0);
  }

  /**
   * @param fields those after the type, each with the comma before it
   */
  private void add(String type, JsonBytes fields, int steps) {
    events.add(new MessageEvent(type, fields.toByteArray(), steps));
  }
}
