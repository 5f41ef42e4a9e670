package dev.plumbline.lab.anthropic;

import java.util.regex.Pattern;

/**
 * The version that a request says in its body where a platform carries it: one of the platform's,
 * {@code bedrock-2023-05-31}, or one of the API's own, which Anthropic's clients send.
 */
public final class PlatformVersion {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private PlatformVersion() {}

  /** Whether a text is a version. */
  public static boolean isOne(String version, String prefix) {
    String date = version.startsWith(prefix) ? version.substring(prefix.length()) : version;
    return DATE.matcher(date).matches();
  }
}
