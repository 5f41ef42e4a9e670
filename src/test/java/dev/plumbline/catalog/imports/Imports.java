package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.SuiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files to import in a folder of a test, and what becomes of them. */
record Imports(Path folder) {
  static final ImportOptions PLAIN = new ImportOptions(null, false, null);

  Imports with(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportedSuite promptfoo(String config) {
    return promptfoo(config, PLAIN);
  }

  ImportedSuite promptfoo(String config, ImportOptions options) {
    with("promptfooconfig.yaml", config);
    return PromptfooReader.read(folder.resolve("promptfooconfig.yaml"), options);
  }

  /** What is wrong with a config, one a line. */
  List<String> errors(String config) {
    try {
      promptfoo(config);
      return List.of();
    } catch (InvalidCatalogException e) {
      return e.errors().stream().map(Object::toString).toList();
    }
  }

  /** The only probe's checks beside the default ones, written out and read back by the catalog. */
  static List<CheckUse> checks(ImportedSuite suite) {
    return checks(reread(suite).probes().getFirst());
  }

  static List<CheckUse> checks(Probe probe) {
    return probe.checks().stream().filter(use -> !(use instanceof CheckUse.Plain)).toList();
  }

  static Suite reread(ImportedSuite suite) {
    return SuiteFile.read("suite.yaml", SuiteYaml.of(suite));
  }

  static List<String> lost(ImportedSuite suite) {
    return suite.remarks().stream().map(Remark::toString).toList();
  }
}
