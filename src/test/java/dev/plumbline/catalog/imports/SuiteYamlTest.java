package dev.plumbline.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Syntax;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is written reads back, whatever stands in it. */
class SuiteYamlTest {
  private static final String PIECES = " \n\t:#-'\"{}[]|>&*!%@`,?\\\r~=<.aé語🙂0";

  @Test
  void everyCheckReadsBack() {
    List<CheckUse> checks =
        List.of(
            new CheckUse.Format(Syntax.JSON),
            new CheckUse.Language("de"),
            new CheckUse.Stop(StopReason.LENGTH),
            new CheckUse.Usage(Map.of("m", 12)),
            new CheckUse.Latency(Duration.ofMillis(250)),
            new CheckUse.Cost(0.00015),
            new CheckUse.Answer(
                new Expected.Any(
                    List.of(
                        new Expected.Exact("no"),
                        new Expected.Quantity(90, 0.5, "km/h"),
                        new Expected.Quantity(-1.5e17, 0, null),
                        new Expected.Choice("B", List.of("A", "B")),
                        new Expected.Items(List.of("1", "two")),
                        new Expected.Not(new Expected.Regex("\\A: #x$")),
                        new Expected.Document(
                            JsonMapper.shared()
                                .readTree("{\"const\": {\"012\": [null, true, 1.5, \"no\"]}}"))))));

    Suite read = Imports.reread(suite(List.of(probe("a", "Say it.", checks))));

    assertThat(Imports.checks(read.probes().getFirst())).isEqualTo(checks);
  }

  @Test
  void everyTextReadsBack() {
    SplittableRandom random = new SplittableRandom(7);
    int[] pieces = PIECES.codePoints().toArray();
    List<ImportedProbe> probes = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String text =
          random
              .ints(random.nextInt(1, 140), 0, pieces.length)
              .mapToObj(piece -> Character.toString(pieces[piece]))
              .collect(Collectors.joining());
      CheckUse check = new CheckUse.Answer(new Expected.Exact(text + "."));
      probes.add(probe("p" + i, text, List.of(check)));
    }

    Suite read = Imports.reread(suite(probes));

    assertThat(read.probes())
        .extracting(each -> each.messages().getFirst().content())
        .isEqualTo(probes.stream().map(each -> each.messages().getFirst().content()).toList());
  }

  private static ImportedProbe probe(String id, String prompt, List<CheckUse> checks) {
    return new ImportedProbe(
        id, null, List.of(new Probe.Message("user", prompt)), checks, List.of("Latin"), "here");
  }

  private static ImportedSuite suite(List<ImportedProbe> probes) {
    return new ImportedSuite("s", "file", "test", 99, probes, List.of());
  }
}
