package dev.plumbline.catalog.imports;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes ids out of texts, each once. */
final class Slugs {
  private static final int LONGEST = 60;

  private final Set<String> taken = new HashSet<>();

  /** {@code What is 2 + 2?} is {@code what-is-2-2}; empty where no letter or digit is left. */
  static String of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.length() <= LONGEST ? plain : cut(plain);
  }

  /** The slug, with a number where it is taken. */
  String unique(String text, String otherwise) {
    String slug = of(text);
    String base = slug.isEmpty() ? otherwise : slug;
    String id = base;
    for (int n = 2; !taken.add(id); n++) {
      id = base + "-" + n;
    }
    return id;
  }

  /** At the end of a word where one ends in the second half. */
  private static String cut(String slug) {
    int end = slug.lastIndexOf('-', LONGEST);
    return slug.substring(0, end > LONGEST / 2 ? end : LONGEST);
  }
}
