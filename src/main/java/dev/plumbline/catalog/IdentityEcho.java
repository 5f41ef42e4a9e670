package dev.plumbline.catalog;

/**
 * What the serving side says of itself in a response, and what it must say. The pattern is a
 * regular expression that must match the whole value.
 */
public sealed interface IdentityEcho {
  String expected();

  /** A response header, its name in any case. */
  record Header(String name, String expected) implements IdentityEcho {}

  /** A field of the response body as a JSON pointer: {@code /system_fingerprint}. */
  record Field(String pointer, String expected) implements IdentityEcho {}

  /** A regular expression searched for in the raw body; its first group is the value. */
  record Body(String regex, String expected) implements IdentityEcho {}
}
