package dev.plumbline.probe;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which headers carry secrets, by their names: they are neither kept nor shown. */
public final class SecretHeaders {
  /** Whole words only, because {@code x-ratelimit-remaining-tokens} is none; nor are counts. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(^|[-_])(set|proxy)?[-_]?(cookie2?|auth|authorization|authenticate|authentication"
              + "|token(?!-count)|secret|password|key|apikey|credentials?|signature|jwt|csrf|xsrf)($|[-_])");

  private SecretHeaders() {}

  /** Whether a header of this name, in any case, carries a secret. */
  public static boolean carries(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).find();
  }
}
