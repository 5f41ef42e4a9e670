package dev.plumbline.lab.chat;

import java.io.IOException;
import java.io.OutputStream;

/** One piece of a streamed answer: a server-sent event, or a frame of another kind. */
public final class StreamEvent {
  private final byte[] bytes;
  private final int steps;

  /**
   * @param json the whole event, with what ends it
   * @param steps decoding steps it waited for
   */
  public StreamEvent(JsonBytes json, int steps) {
    this(json.toByteArray(), steps);
  }

  /**
   * @param frame not to be changed afterwards
   * @param steps decoding steps it waited for
   */
  public StreamEvent(byte[] frame, int steps) {
    this.bytes = frame;
    this.steps = steps;
  }

  public int steps() {
    return steps;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
