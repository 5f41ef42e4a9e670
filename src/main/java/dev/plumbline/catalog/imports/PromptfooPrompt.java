package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Location;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A prompt of a promptfoo config: a template of a text, or of a conversation as JSON or YAML.
 *
 * @param at where it is named
 * @param label what tests may choose it by; null for the text itself
 * @param id the same
 */
record PromptfooPrompt(Location at, @Nullable String label, @Nullable String id, String raw) {

  /** Whether a test that names prompts means this one; {@code group:*} means all of a group. */
  boolean isNamed(String name) {
    return Stream.of(label, id, raw)
        .filter(Objects::nonNull)
        .anyMatch(own ->
            own.equals(name)
                || own.startsWith(name + ":")
                || (name.endsWith("*") && own.startsWith(name.substring(0, name.length() - 1))));
  }
}
