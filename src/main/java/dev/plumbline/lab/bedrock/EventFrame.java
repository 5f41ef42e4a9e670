package dev.plumbline.lab.bedrock;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One frame of {@code application/vnd.amazon.eventstream}: lengths and their checksum, headers,
 * payload, checksum of all. Numbers are big-endian; checksums are CRC-32 of everything before them.
 */
final class EventFrame {
  private static final byte STRING = 7;
  private static final int PRELUDE = 3 * Integer.BYTES;

  private EventFrame() {}

  static byte[] event(String type, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":event-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "event");
    return of(headers, json);
  }

  static byte[] exception(String type, byte[] json) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(":exception-type", type);
    headers.put(":content-type", "application/json");
    headers.put(":message-type", "exception");
    return of(headers, json);
  }

  /** A frame whose headers are texts, in their order. */
  static byte[] of(Map<String, String> headers, byte[] payload) {
    byte[] head = headers(headers);
    int length = PRELUDE + head.length + payload.length + Integer.BYTES;
    ByteBuffer frame = ByteBuffer.allocate(length);
    frame.putInt(length).putInt(head.length);
    frame.putInt(checksum(frame));
    frame.put(head).put(payload);
    frame.putInt(checksum(frame));
    byte[] bytes = new byte[length];
    frame.flip().get(bytes);
    return bytes;
  }

  private static byte[] headers(Map<String, String> headers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    headers.forEach((name, value) -> {
      byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
      byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
      bytes.write(nameBytes.length);
      bytes.writeBytes(nameBytes);
      bytes.write(STRING);
      bytes.write(valueBytes.length >>> Byte.SIZE);
      bytes.write(valueBytes.length);
      bytes.writeBytes(valueBytes);
    });
    return bytes.toByteArray();
  }

  private static int checksum(ByteBuffer written) {
    CRC32 crc = new CRC32();
    crc.update(written.duplicate().flip());
    return (int) crc.getValue();
  }
}
