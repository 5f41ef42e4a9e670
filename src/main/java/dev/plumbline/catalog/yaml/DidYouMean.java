package dev.plumbline.catalog.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** {@code did you mean 'endpoint'?}, or the choice where nothing is near. */
  public static String remedy(String written, Collection<String> known) {
    return remedy(written, known, "one of: " + String.join(", ", known));
  }

  /** {@code did you mean 'endpoint'?}, or the other remedy where nothing is near. */
  public static String remedy(String written, Collection<String> known, String otherwise) {
    return nearest(written, known).map("did you mean '%s'?"::formatted).orElse(otherwise);
  }

  /** The nearest word, if at most a third of its letters have to be changed. */
  private static Optional<String> nearest(String written, Collection<String> known) {
    String word = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Insertions, deletions and replacements that turn one word into the other, in any case. */
  private static int distance(String word, String candidate) {
    String other = candidate.toLowerCase(Locale.ROOT);
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (word.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
