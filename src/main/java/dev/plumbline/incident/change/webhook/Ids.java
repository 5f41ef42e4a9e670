package dev.plumbline.incident.change.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.incident.change.Change;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of changes made of what senders call things. */
final class Ids {
  private static final int HASHED = 16;

  private Ids() {}

  /** The same parts are the same id; what is too long ends in a hash of all of it. */
  static String of(String... parts) {
    String whole = String.join(":", parts);
    String id = whole.replaceAll("[^!-~]", "_");
    return id.length() <= Change.LONGEST_ID && id.equals(whole)
        ? id
        : id.substring(0, Math.min(id.length(), Change.LONGEST_ID - HASHED - 1))
            + ":"
            + hash(whole);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASHED);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
