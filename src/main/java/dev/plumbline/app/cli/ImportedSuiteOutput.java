package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.imports.ImportOptions;
import dev.plumbline.catalog.imports.ImportedProbe;
import dev.plumbline.catalog.imports.ImportedSuite;
import dev.plumbline.catalog.imports.Remark;
import dev.plumbline.catalog.imports.SuiteYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where an imported suite goes, and what is said of it. */
final class ImportedSuiteOutput {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the suite; default: made of the file's name.")
  @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write, CATALOG/suites/NAME.yaml for example; default: to the screen.")
  @Nullable Path out;

  @Option(names = "--force", description = "Overwrites FILE.")
  boolean force;

  @Option(names = "--dry-run", description = "Writes nothing; says what would be imported.")
  boolean dryRun;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Length of answers at most, in tokens; default: as any suite, 256.")
  @Nullable Integer maxTokens;

  ImportOptions options(boolean strict) {
    requireName(name);
    if (maxTokens != null && (maxTokens < 1 || maxTokens > 1_000_000)) {
      throw new BadInputException("--max-tokens %d: write 1 to 1000000".formatted(maxTokens));
    }
    return new ImportOptions(name, strict, maxTokens);
  }

  /** A suite's, as the catalog has it; null where none was given. */
  static void requireName(@Nullable String name) {
    if (name != null && !NAME.matcher(name).matches()) {
      throw new BadInputException(
          "--name %s: not a name — lower-case letters, digits, '.', '_' and '-'".formatted(name));
    }
  }

  /** Reads, writes and tells; returns the exit code. */
  int write(Path file, Supplier<ImportedSuite> reader, CommandLine line) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": there is no such file — name the file to import");
    }
    if (out != null && Files.exists(out) && !force && !dryRun) {
      throw new BadInputException(out + ": is there already — choose another, or add --force");
    }
    ImportedSuite suite = read(reader);
    String yaml = read(() -> SuiteYaml.of(suite));
    PrintWriter told = dryRun ? line.getOut() : line.getErr();
    suite.remarks().forEach(remark -> told.println(remark));
    told.println(summary(suite));
    told.flush();
    if (!dryRun) {
      write(yaml, line);
    }
    return 0;
  }

  /** What cannot be read, and what would not be a valid suite, is the input's fault. */
  private static <T> T read(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InvalidCatalogException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private void write(String yaml, CommandLine line) {
    Path file = out;
    if (file == null) {
      line.getOut().print(yaml);
      line.getOut().flush();
      return;
    }
    write(file, yaml);
  }

  /** Into a folder that need not be there yet. */
  static void write(Path file, String yaml) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: cannot be written: %s — name another place: --out FILE".formatted(file, e));
    }
  }

  private static String summary(ImportedSuite suite) {
    long asserted =
        suite.probes().stream().map(ImportedProbe::checks).filter(list -> !list.isEmpty()).count();
    long lost = suite.remarks().stream().filter(Remark::lost).count();
    return "suite %s: %d probes, %d with checks of their own; %d things not taken over"
        .formatted(suite.name(), suite.probes().size(), asserted, lost);
  }
}
