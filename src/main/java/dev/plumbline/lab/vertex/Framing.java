package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.JsonBytes;

/** How the parts of a streamed answer are told apart. */
enum Framing {
  SERVER_SENT(AnswerWriter.EVENT_STREAM) {
    @Override
    JsonBytes frame(byte[] json, boolean first, boolean last) {
      return new JsonBytes().raw("data: ").raw(json).raw("\r\n\r\n");
    }
  },
  /** One JSON list, an element at a time. */
  LIST("application/json; charset=UTF-8") {
    @Override
    JsonBytes frame(byte[] json, boolean first, boolean last) {
      return new JsonBytes().raw(first ? "[" : ",\r\n").raw(json).raw(last ? "\n]" : "\n");
    }
  };

  private final String type;

  Framing(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }

  abstract JsonBytes frame(byte[] json, boolean first, boolean last);
}
