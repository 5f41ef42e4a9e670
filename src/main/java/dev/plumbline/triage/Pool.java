package dev.plumbline.triage;

import dev.plumbline.catalog.Labels;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A target as the matrix shows it.
 *
 * @param evidence the strongest of its own series, see {@link Strength}; null where it has none
 * @param check whose evidence that is
 * @param newest scheduled time of its newest trial
 * @param asked how many times as often as usual it is being asked; 1: as usual
 */
record Pool(
    String target,
    Labels labels,
    Standing standing,
    @Nullable Double evidence,
    @Nullable String check,
    @Nullable Instant newest,
    int asked) {

  boolean matches(String words) {
    return Filter.matches(
        words, target, labels.toString(), standing.word(), check == null ? "" : check);
  }
}
