package dev.plumbline.probe.http;

import dev.plumbline.probe.RawResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** The body as text that JSON can carry: UTF-8 where it is that, base64 otherwise. */
final class PrintableBody {
  /** Printable bytes kept of a body. */
  static final int MOST_KEPT = 192 * 1024;

  private PrintableBody() {}

  static RawResponse of(RawResponse head, byte[] bytes) {
    byte[] text = Arrays.copyOf(bytes, endOfText(bytes));
    try {
      String body = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
      return with(head, body, false, text.length < bytes.length);
    } catch (CharacterCodingException e) {
      // 3 bytes become 4 characters.
      byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, MOST_KEPT / 4 * 3));
      return with(head, Base64.getEncoder().encodeToString(kept), true, kept.length < bytes.length);
    }
  }

  /** Where to cut so that no character is halved. */
  private static int endOfText(byte[] bytes) {
    if (bytes.length <= MOST_KEPT) {
      return bytes.length;
    }
    int end = MOST_KEPT;
    while (end > MOST_KEPT - 4 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return end;
  }

  private static RawResponse with(RawResponse head, String body, boolean base64, boolean cut) {
    return new RawResponse(head.status(), head.headers(), body, base64, cut, head.chunkMicros());
  }
}
