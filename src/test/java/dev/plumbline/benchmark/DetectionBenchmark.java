package dev.plumbline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures the detectors and writes their part of docs/benchmarks.md: {@code ./mvnw -q test
 * -Dtest=DetectionBenchmark -Dgroups=benchmark -DexcludedGroups= -Dbenchmark.size=small}.
 *
 * <ul>
 *   <li>{@code -Dbenchmark.size=full}: hours; every cell goes to docs/benchmarks/ when it is done,
 *       and a second call goes on after the last one. Delete the file to measure anew.
 *   <li>{@code -Dbenchmark.parts=fleet,cost}: these only; {@code none}: only writes the page.
 *   <li>{@code -Dbenchmark.cells=Plumbline.*}: cells of this name only, a regular expression.
 * </ul>
 */
@Tag("benchmark")
class DetectionBenchmark {
  private static final Path FOLDER = Path.of("docs", "benchmarks");
  private static final Path PAGE = Path.of("docs", "benchmarks.md");
  private static final List<Part> PARTS =
      List.of(new SideBySide(), new IncrementRunLengths(), new HealthyFleet(), new DetectionCost());

  @Test
  void measure() throws IOException, InterruptedException {
    Size size = Size.of(System.getProperty("benchmark.size", "small"));
    List<String> names = PARTS.stream().map(Part::name).toList();
    List<String> wanted =
        Arrays.asList(System.getProperty("benchmark.parts", String.join(",", names)).split(","));
    if (!wanted.equals(List.of("none"))) {
      assertThat(names).as("-Dbenchmark.parts").containsAll(wanted);
    }
    Pattern cells = Pattern.compile(System.getProperty("benchmark.cells", ".*"));
    ResultsFile results = new ResultsFile(FOLDER.resolve("detection-" + size.name() + ".jsonl"));
    String commit = commit();
    for (Part part : PARTS) {
      if (wanted.contains(part.name())) {
        for (Part.Cell cell : part.cells(size)) {
          if (cells.matcher(cell.name()).matches() && !results.has(part.name(), cell.name())) {
            measure(part, cell, size, commit, results);
          }
        }
      }
    }
    new DetectionReport(
            new ResultsFile(FOLDER.resolve("detection-small.jsonl")).all(),
            new ResultsFile(FOLDER.resolve("detection-full.jsonl")).all())
        .write(PAGE, FOLDER);
  }

  private static void measure(
      Part part, Part.Cell cell, Size size, String commit, ResultsFile results) {
    long start = System.nanoTime();
    Map<String, Object> values = cell.measuring().get();
    double seconds = (System.nanoTime() - start) / 1e9;
    results.append(new Measurement(part.name(), cell.name(), size.name(), commit, seconds, values));
    System.out.printf("%s: %s in %.1f s%n", part.name(), cell.name(), seconds);
  }

  static String commit() throws IOException, InterruptedException {
    boolean clean = git("status", "--porcelain", "src", "pom.xml").isEmpty();
    return git("rev-parse", "--short", "HEAD") + (clean ? "" : "+");
  }

  private static String git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (git.waitFor() != 0) {
      throw new IllegalStateException("a result belongs to a commit, but git is not usable here");
    }
    return said;
  }
}
