package dev.plumbline.probe.auth;

import java.nio.charset.StandardCharsets;

/** A secret that prints as nothing. */
public final class Secret {
  /** Shorter ones ({@code EMPTY}, {@code none}) are no secrets but words an answer may hold. */
  private static final int SHORTEST_REMOVED = 12;

  private static final String REMOVED = "[credential removed]";

  private final String value;

  Secret(String value) {
    this.value = value;
  }

  /** The secret itself, for {@link CredentialHeader} alone. */
  String bare() {
    return value;
  }

  /** The same text without this secret, should the other side have echoed it. */
  public String removedFrom(String text) {
    return value.length() < SHORTEST_REMOVED ? text : text.replace(value, REMOVED);
  }

  /** The same bytes without this secret. */
  public byte[] removedFrom(byte[] bytes) {
    String oneCharacterAByte = new String(bytes, StandardCharsets.ISO_8859_1);
    return oneCharacterAByte.contains(value)
        ? removedFrom(oneCharacterAByte).getBytes(StandardCharsets.ISO_8859_1)
        : bytes;
  }

  @Override
  public String toString() {
    return "Secret[…]";
  }
}
