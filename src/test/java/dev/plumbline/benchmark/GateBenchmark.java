package dev.plumbline.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures gates and writes their part of docs/benchmarks.md: {@code ./mvnw -q test
 * -Dtest=GateBenchmark -Dgroups=benchmark -DexcludedGroups= -Dbenchmark.size=small}, a minute;
 * {@code full}: eight minutes. Cells are kept in docs/benchmarks/gates-*.jsonl and not measured
 * again, until the file is deleted; {@code -Dbenchmark.cells=REGEX} picks some, {@code none} none.
 */
@Tag("benchmark")
class GateBenchmark {
  private static final Path FOLDER = Path.of("docs", "benchmarks");
  private static final Path PAGE = Path.of("docs", "benchmarks.md");

  @Test
  void measure() throws IOException, InterruptedException {
    GateSize size = GateSize.of(System.getProperty("benchmark.size", "small"));
    Pattern wanted = Pattern.compile(System.getProperty("benchmark.cells", ".*"));
    ResultsFile results = new ResultsFile(FOLDER.resolve("gates-" + size.name() + ".jsonl"));
    String commit = DetectionBenchmark.commit();
    for (Part.Cell cell : new GateCells(size).cells()) {
      if (wanted.matcher(cell.name()).matches() && !results.has(GateReport.PART, cell.name())) {
        long start = System.nanoTime();
        Map<String, Object> values = cell.measuring().get();
        double seconds = (System.nanoTime() - start) / 1e9;
        results.append(
            new Measurement(GateReport.PART, cell.name(), size.name(), commit, seconds, values));
        System.out.printf("%s in %.1f s%n", cell.name(), seconds);
      }
    }
    ResultsFile full = new ResultsFile(FOLDER.resolve("gates-full.jsonl"));
    ResultsFile small = new ResultsFile(FOLDER.resolve("gates-small.jsonl"));
    MarkedPage.write(PAGE, GateReport.PART, new GateReport(small.all(), full.all()).text());
  }
}
