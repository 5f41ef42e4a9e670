package dev.plumbline.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;
import tools.jackson.databind.JsonNode;

/** Reads streams of Bedrock's with Amazon's own decoder. */
final class EventStream {
  private EventStream() {}

  /** One event. */
  record Event(String kind, String type, JsonNode json) {

    /** What a {@code chunk} of InvokeModel carries. */
    JsonNode carried() {
      return LabClient.JSON.readTree(Base64.getDecoder().decode(json.get("bytes").stringValue()));
    }
  }

  /** The events of a stream, fed to the decoder in pieces. */
  static List<Event> read(byte... stream) {
    List<Event> events = new ArrayList<>();
    MessageDecoder decoder = new MessageDecoder(message -> events.add(event(message)));
    for (int at = 0; at < stream.length; at += 7) {
      decoder.feed(ByteBuffer.wrap(stream, at, Math.min(7, stream.length - at)));
    }
    return events;
  }

  private static Event event(Message message) {
    String kind = header(message, ":message-type");
    return new Event(
        kind, header(message, ":" + kind + "-type"), LabClient.JSON.readTree(message.getPayload()));
  }

  private static String header(Message message, String name) {
    return Objects.requireNonNull(message.getHeaders().get(name), name).getString();
  }
}
