package dev.plumbline.catalog.imports;

import org.jspecify.annotations.Nullable;

/**
 * How a suite is imported.
 *
 * @param name of the suite; null for the name of the file
 * @param strict whether a question that nothing is asserted of is left out
 * @param maxTokens length of answers at most; null for the suite's default
 */
public record ImportOptions(@Nullable String name, boolean strict, @Nullable Integer maxTokens) {

  /** The name asked for, or one made of the file's: {@code promptfooconfig.yaml} says nothing. */
  String name(String file) {
    if (name != null) {
      return name;
    }
    String slug = Slugs.of(file.replaceFirst("\\.[A-Za-z]+$", "").replace("promptfooconfig", ""));
    return slug.isEmpty() ? "promptfoo" : slug;
  }
}
