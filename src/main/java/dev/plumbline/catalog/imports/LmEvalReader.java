package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON lines as lm-evaluation-harness logs its samples, or as its tasks are kept. Line by
 * line: the file may be of any size.
 */
public final class LmEvalReader {
  /** Python writes NaN and Infinity among log-likelihoods. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final String file;
  private final String append;
  private final LmEvalSubset.Draw draw;
  private final List<Remark> remarks = new ArrayList<>();

  /** Logs repeat a sample for each of the task's filters. */
  private final Set<String> seen = new HashSet<>();

  private LmEvalReader(String file, String append, LmEvalSubset.Draw draw) {
    this.file = file;
    this.append = append;
    this.draw = draw;
  }

  /**
   * Reads one file.
   *
   * @param append said after each question; empty for nothing
   * @throws InvalidCatalogException if the file cannot be read or none of its lines can
   */
  public static ImportedSuite read(
      Path file, ImportOptions options, LmEvalSubset subset, String append) {
    String name = Objects.requireNonNull(file.toAbsolutePath().getFileName()).toString();
    LmEvalReader reader = new LmEvalReader(name, append, subset.draw());
    Errors errors = new Errors();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      reader.read(lines);
    } catch (CharacterCodingException e) {
      errors.add(Location.wholeFile(name), "is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      errors.add(Location.wholeFile(name), "cannot be read: " + e, "name a file of JSON lines");
    }
    List<LmEvalQuestion> questions = reader.draw.inOrder();
    if (questions.isEmpty()) {
      reader.remarks.forEach(remark ->
          errors.add(new Location(name, remark.line(), 1, ""), remark.what(), remark.remedy()));
      errors.add(Location.wholeFile(name), "nothing of it can be imported", "see docs/suites.md");
    }
    errors.throwIfAny();
    return new ImportedSuite(
        options.name(taskName(name)),
        name,
        "lm-evaluation-harness",
        options.maxTokens(),
        probes(questions, name),
        List.copyOf(reader.remarks));
  }

  private void read(BufferedReader lines) throws IOException {
    int number = 0;
    for (String line = lines.readLine(); line != null && !draw.full(); line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        read(line, number);
      }
    }
  }

  private void read(String line, int number) {
    try {
      JsonNode value = MAPPER.readTree(line);
      if (!value.isObject()) {
        throw new NotImportable("the line is no JSON object", "write one question a line");
      }
      String id = value.path("doc").isObject() ? value.path("doc_id").asString("") : "";
      LmEvalQuestion question = LmEvalLine.read(value, number, append);
      if (id.isEmpty() || seen.add(id)) {
        draw.offer(question);
      }
    } catch (JacksonException e) {
      lost(number, "not JSON: " + e.getOriginalMessage(), "write one JSON object a line");
    } catch (NotImportable e) {
      lost(number, e.why(), e.remedy());
    }
  }

  private void lost(int line, String what, String remedy) {
    remarks.add(new Remark(file, line, "", what.lines().findFirst().orElse(""), remedy, true));
  }

  private static List<ImportedProbe> probes(List<LmEvalQuestion> questions, String file) {
    Slugs ids = new Slugs();
    List<ImportedProbe> probes = new ArrayList<>();
    for (LmEvalQuestion question : questions) {
      List<CheckUse> checks = List.of(new CheckUse.Answer(question.expected()));
      probes.add(
          new ImportedProbe(
              ids.unique(question.title(), "question"),
              question.family(),
              question.messages(),
              checks,
              AnswerScripts.of(question.messages(), checks),
              "%s, line %d".formatted(file, question.line())));
    }
    return List.copyOf(probes);
  }

  /** {@code samples_gsm8k_2025-01-01T00-00-00.jsonl} is of the task {@code gsm8k}. */
  private static String taskName(String file) {
    return file.replaceFirst("^samples_", "")
        .replaceFirst("_\\d{4}-\\d\\d-\\d\\dT[\\d.-]+(?=\\.jsonl?$)", "");
  }
}
