package dev.plumbline;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file is formatted by google-java-format. Run with {@code -Dformat=apply} to format
 * them instead: {@code ./mvnw -q test -Dtest=SourceFormatTest -Dformat=apply}.
 */
class SourceFormatTest {
  private static final JavaFormatterOptions.Style STYLE = JavaFormatterOptions.Style.GOOGLE;
  private static final JavaFormatterOptions OPTIONS =
      JavaFormatterOptions.builder().style(STYLE).build();

  @Test
  void everySourceFileIsFormatted() throws IOException {
    boolean apply = "apply".equals(System.getProperty("format"));
    List<Path> unformatted;
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      unformatted =
          files.filter(file -> file.toString().endsWith(".java")).toList().parallelStream()
              .filter(file -> differs(file, apply))
              .toList();
    }
    if (!apply) {
      assertThat(unformatted)
          .as("format with: ./mvnw -q test -Dtest=SourceFormatTest -Dformat=apply")
          .isEmpty();
    }
  }

  private boolean differs(Path file, boolean apply) {
    try {
      String source = Files.readString(file);
      String formatted = format(source);
      if (source.equals(formatted)) {
        return false;
      }
      if (apply) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private String format(String source) throws FormatterException {
    String imports =
        RemoveUnusedImports.removeUnusedImports(ImportOrderer.reorderImports(source, STYLE));
    return new Formatter(OPTIONS).formatSource(imports);
  }
}
