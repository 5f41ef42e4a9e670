package dev.plumbline.catalog.yaml;

import dev.plumbline.catalog.CatalogError;
import dev.plumbline.catalog.InvalidCatalogException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong, so that everything is told at once, and each thing once. */
public final class Errors {
  private static final Comparator<CatalogError> IN_READING_ORDER =
      Comparator.comparing(CatalogError::file)
          .thenComparingInt(CatalogError::line)
          .thenComparingInt(CatalogError::column);

  /** A set: a wrong value under {@code defaults} is met once for each target it is merged into. */
  private final Set<CatalogError> found = new LinkedHashSet<>();

  public void add(Location at, String message, String remedy) {
    found.add(new CatalogError(at.file(), at.line(), at.column(), at.path(), message, remedy));
  }

  /** Adds an error of a value, unless its schema has already found something wrong with it. */
  void addUnlessBlamed(Location at, String message, String remedy) {
    boolean blamed =
        found.stream()
            .anyMatch(error -> error.file().equals(at.file()) && error.path().equals(at.path()));
    if (!blamed) {
      add(at, message, remedy);
    }
  }

  /** Throws an {@link InvalidCatalogException} with everything added, unless that is nothing. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidCatalogException(all());
    }
  }

  /** Everything added, in order of file, line and column. */
  public List<CatalogError> all() {
    return found.stream().sorted(IN_READING_ORDER).toList();
  }
}
