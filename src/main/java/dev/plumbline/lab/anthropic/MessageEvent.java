package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.StreamEvent;

/**
 * One event of a streamed message, however it is framed.
 *
 * @param fields those after the type, each with the comma before it
 * @param steps decoding steps it waited for
 */
@SuppressWarnings("ArrayRecordComponent") // written once and sent
public record MessageEvent(String type, byte[] fields, int steps) {

  /** Its data, one object, with more fields at its end, each with the comma before it. */
  public JsonBytes json(String more) {
    return new JsonBytes().raw("{\"type\":").text(type).raw(fields).raw(more).raw("}");
  }

  /** As the API sends it. */
  public StreamEvent serverSent() {
    JsonBytes event =
        new JsonBytes()
            .raw("event: %s\ndata: ".formatted(type))
            .raw(json("").toByteArray())
            .raw("\n\n");
    return new StreamEvent(event, steps);
  }
}
