package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.chat.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Paths of Bedrock's runtime: {@code /model/<id, percent-encoded>/<verb>}. */
final class Paths {
  private static final String MODEL = "/model/";

  private Paths() {}

  /** What is asked for; null where it is none of these verbs. */
  static @Nullable Operation operation(String below, Set<String> verbs) {
    int end = below.lastIndexOf('/');
    if (!below.startsWith(MODEL) || end <= MODEL.length()) {
      return null;
    }
    String id = below.substring(MODEL.length(), end);
    String verb = below.substring(end + 1);
    return id.contains("/") || !verbs.contains(verb) ? null : new Operation(verb, decoded(id));
  }

  private static String decoded(String id) {
    try {
      // A plus sign stands for itself in a path.
      return URLDecoder.decode(id.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return id;
    }
  }
}
