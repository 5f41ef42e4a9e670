package dev.plumbline.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** A catalog that cannot be used. Its message prints every error, one a line. */
public final class InvalidCatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<CatalogError> errors;

  public InvalidCatalogException(List<CatalogError> errors) {
    super(errors.stream().map(CatalogError::toString).collect(Collectors.joining("\n")));
    this.errors = List.copyOf(errors);
  }

  /** Everything wrong, in order of file, line and column; never empty. */
  public List<CatalogError> errors() {
    return errors;
  }
}
