package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.Operation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Paths of Vertex AI: {@code /publishers/<publisher>/models/<model>:<verb>} below a location, or
 * {@code /<model>:<verb>} below a list of models.
 */
final class Paths {
  private static final Pattern MODEL = Pattern.compile("/([^/:]+):([a-zA-Z]+)");

  private Paths() {}

  static @Nullable Operation operation(String endpoint, String below, String publisher) {
    String models = endpoint.endsWith("/models") ? "" : "/publishers/" + publisher + "/models";
    if (!below.startsWith(models)) {
      return null;
    }
    Matcher path = MODEL.matcher(below.substring(models.length()));
    return path.matches() ? new Operation(path.group(2), path.group(1)) : null;
  }
}
