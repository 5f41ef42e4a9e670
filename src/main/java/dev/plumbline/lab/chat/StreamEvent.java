package dev.plumbline.lab.chat;

import java.io.IOException;
import java.io.OutputStream;

/** One server-sent event. */
public final class StreamEvent {
  private final byte[] bytes;
  private final int steps;

  /**
   * @param json the whole event, its blank line included
   * @param steps decoding steps it waited for
   */
  public StreamEvent(JsonBytes json, int steps) {
    this.bytes = json.toByteArray();
    this.steps = steps;
  }

  public int steps() {
    return steps;
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
