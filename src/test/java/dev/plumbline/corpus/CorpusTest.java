package dev.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.probe.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus of one small suite of the practice catalog, made by a real lab over HTTP. */
class CorpusTest {
  @SuppressWarnings("NullAway.Init")
  @TempDir
  private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static CorpusPlan plan;

  @SuppressWarnings("NullAway.Init")
  private static List<Specimen> made;

  @BeforeAll
  static void make() throws Exception {
    PracticeCatalog.unpack(folder, 18_080);
    Catalog catalog = new CatalogLoader().load(folder);
    Target target = catalog.target("haiku-3.5/bedrock/gpu/gpu-a").orElseThrow();
    plan =
        new CorpusPlan(
            catalog,
            List.of(target),
            List.of("single-token"),
            List.of(FaultKind.CORRUPTION, FaultKind.MISROUTE, FaultKind.TRUNCATED_CONTEXT),
            List.of(1, 16),
            1,
            5);
    made = made();
  }

  private static List<Specimen> made() throws IOException, InterruptedException {
    List<Specimen> specimens = new ArrayList<>();
    new CorpusMaker(plan, InstantSource.system(), System::nanoTime).make(specimens::add);
    return specimens;
  }

  @Test
  void holdsEveryProbeForEachCauseAndBatch() {
    int probes = plan.catalog().suite("single-token").orElseThrow().probes().size();

    assertThat(made).hasSize(plan.size()).hasSize(probes * 4 * 2);
    assertThat(made).allMatch(specimen -> specimen.answer().isPresent());
    assertThat(made.stream().filter(it -> it.fault() == null))
        .hasSize(2 * probes)
        .noneMatch(Specimen::hit);
    assertThat(made.stream().filter(it -> it.fault() == FaultKind.MISROUTE))
        .hasSize(2 * probes)
        .allMatch(Specimen::hit);
    assertThat(made.stream().filter(it -> it.fault() == FaultKind.TRUNCATED_CONTEXT))
        .as("prompts of a few words are spared")
        .noneMatch(Specimen::hit);
  }

  @Test
  void theSameSeedGivesTheSameAnswersAndTheSameTruth() throws Exception {
    List<Specimen> again = made();

    assertThat(again.stream().map(CorpusTest::essence).toList())
        .isEqualTo(made.stream().map(CorpusTest::essence).toList());
  }

  private static String essence(Specimen specimen) {
    return "%s %s %s %s %s %s"
        .formatted(
            specimen.probe(),
            specimen.fault(),
            specimen.batch(),
            specimen.hit(),
            specimen.answer().map(Answer::text),
            specimen.answer().map(Answer::tokens));
  }

  @Test
  void comesBackFromItsFile() throws IOException {
    Path file = folder.resolve("corpus.gz");
    try (CorpusFile.Writer writer = new CorpusFile.Writer(file)) {
      for (Specimen specimen : made) {
        writer.write(specimen);
      }
    }
    List<Specimen> read = new ArrayList<>();
    CorpusFile.read(file, read::add);

    assertThat(read).isEqualTo(made);
  }

  @Test
  void aBrokenFileIsSaidWhere() throws IOException {
    Path file = folder.resolve("broken.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"batch\":1}\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> CorpusFile.read(file, _ -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.gz:1: not a specimen");
  }

  @Test
  void theFootprintCountsWhatTheReadingsSay() {
    Footprint footprint = new Footprint();
    made.forEach(footprint::take);
    Footprint.Report report = footprint.report();

    assertThat(report.causes())
        .extracting(Footprint.Cause::fault)
        .containsExactly("none", "misroute", "corruption", "truncated-context");
    Footprint.Cause healthy = report.causes().getFirst();
    assertThat(healthy.checks()).isNotEmpty().allMatch(check -> check.failures() == 0);
    Footprint.Cause misrouted = report.causes().get(1);
    assertThat(misrouted.share()).isEqualTo(1);
    assertThat(misrouted.checks())
        .filteredOn(check -> check.check().equals("routing"))
        .allMatch(check -> check.share() == 1);
    assertThat(report.causes().get(3).hit()).isZero();
    long steps = report.margins().stream().mapToLong(Margins.Bin::steps).sum();
    assertThat(steps).isPositive();
    assertThat(report.disagreement())
        .singleElement()
        .satisfies(pair -> {
          assertThat(pair.numerics()).isEqualTo("gpu, batch of 16");
          assertThat(pair.against()).isEqualTo("gpu, batch of 1");
          assertThat(pair.steps()).isGreaterThanOrEqualTo(pair.answers());
        });
  }

  @Test
  void theFirstSuitableTargetOfEachAcceleratorIsTaken() {
    assertThat(
            CorpusPlan.oneAnAccelerator(
                plan.catalog(), target -> target.capabilities().contains(Capability.LOGPROBS)))
        .extracting(Target::name)
        .containsExactly(
            "opus-4/claude-api/tpu/tpu-a",
            "opus-4/claude-api/trainium/trainium-a",
            "opus-4/claude-api/gpu/gpu-a");
  }

  @Test
  void tablesAndPicturesShowEveryFault() throws IOException {
    Footprint footprint = new Footprint();
    made.forEach(footprint::take);
    String table = FootprintTable.of(footprint.report());
    List<Path> pictures = FootprintPlots.write(footprint.report(), folder.resolve("plots"));

    assertThat(table).contains("| misroute | ", "| corruption | ", "| truncated-context | ");
    assertThat(pictures).hasSize(3);
    assertThat(Files.readString(pictures.getFirst()))
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"")
        .contains(">misroute</text>", ">routing</text>")
        .endsWith("</svg>\n");
  }
}
