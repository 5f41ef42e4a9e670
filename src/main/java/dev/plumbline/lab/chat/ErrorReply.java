package dev.plumbline.lab.chat;

import java.util.Map;

/**
 * An error as it is sent.
 *
 * @param headers beside those of every response; without a content type it is JSON
 */
@SuppressWarnings("ArrayRecordComponent") // written once and sent
public record ErrorReply(int status, Map<String, String> headers, byte[] body) {

  /** An error as a JSON object, without headers of its own. */
  public ErrorReply(int status, byte[] body) {
    this(status, Map.of(), body);
  }
}
