package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.CatalogError;
import dev.plumbline.catalog.yaml.Located;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at a source of targets came to. */
public sealed interface Found {

  /**
   * The source answered.
   *
   * @param entries that look like targets, in an order that depends on nothing else
   * @param broken those that do not
   */
  record Entries(List<Entry> entries, List<Broken> broken) implements Found {}

  /** The source could not be read at all. */
  record Unreadable(List<CatalogError> errors) implements Found {}

  /**
   * A target in the words of {@code fleet.yaml}, without the fleet's defaults.
   *
   * @param key what makes it the same one at the next look; null where its name does
   */
  record Entry(@Nullable String key, Located value) {}

  /**
   * Something of the source that is no target.
   *
   * @param key as of an {@link Entry}; null where it may have been any of them
   */
  record Broken(@Nullable String key, List<CatalogError> errors) {}

  /** Nothing could be read, for one reason. */
  static Found unreadable(String where, String message, String remedy) {
    return new Unreadable(List.of(new CatalogError(where, 0, 0, "", message, remedy)));
  }
}
