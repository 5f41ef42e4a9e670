package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Names of fields in the JSON of protocol buffers: {@code topP}, or {@code top_p} as declared. */
final class Names {
  private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

  private Names() {}

  /** The same fields, all in camel case. */
  static Fields camelCase(Fields fields) {
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    fields
        .object()
        .properties()
        .forEach(field -> renamed.set(camelCase(field.getKey()), field.getValue()));
    return new Fields(renamed);
  }

  /**
   * Lets only these fields through.
   *
   * @param path where they stand in the request
   */
  static void refuseUnknown(Fields fields, Set<String> known, String path) throws RequestException {
    for (String name : fields.object().propertyNames()) {
      if (!known.contains(name)) {
        String at = path.isEmpty() ? "" : " at '%s'".formatted(path);
        throw Fields.invalid(
            path.isEmpty() ? name : path + "." + name,
            "Invalid JSON payload received. Unknown name \"%s\"%s: Cannot find field."
                .formatted(name, at));
      }
    }
  }

  private static String camelCase(String name) {
    return NEXT_WORD.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
