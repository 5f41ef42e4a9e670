package dev.plumbline.catalog;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a catalog's errors instead of a stack trace when the process cannot start with it. */
class InvalidCatalogFailureAnalyzer extends AbstractFailureAnalyzer<InvalidCatalogException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidCatalogException cause) {
    return new FailureAnalysis(
        "The catalog in plumbline.catalog.dir cannot be used:\n\n" + cause.getMessage(),
        "Correct the lines above; 'plumbline validate DIR' checks the folder without starting.",
        cause);
  }
}
