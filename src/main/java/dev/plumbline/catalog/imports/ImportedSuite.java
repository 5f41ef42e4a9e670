package dev.plumbline.catalog.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A suite to be written, and what could not be taken over.
 *
 * @param source name of the file it was read from
 * @param format what wrote that file: {@code promptfoo}
 * @param maxTokens length of answers at most; null for the suite's default
 * @param probes no id twice; never empty
 * @param remarks in the order of the file
 */
public record ImportedSuite(
    String name,
    String source,
    String format,
    @Nullable Integer maxTokens,
    List<ImportedProbe> probes,
    List<Remark> remarks) {

  /** What every imported probe feeds, whatever it was asked with. */
  static final List<String> DEFAULT_CHECKS = List.of("foreign-script", "argmax", "routing");
}
