package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceCapture;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.reference.References.InForce;
import dev.plumbline.reference.UnusableCaptureException;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.testing.HurriedTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What no check saw before there was a reference: other weights and fewer bits, on the lab's
 * transformer, over HTTP, in real batches.
 */
@Tag("exhaustive")
@Timeout(300)
class ReferenceSeesFaultsTest {
  private static final String TARGET = "haiku-3.5/claude-api/gpu/gpu-a";
  private static final int DRAWS = 40;
  private static final int ROUNDS = 30;

  /**
   * Answers until a series of {@code logprob-drift} pages, all answers affected, at A = 1e8.
   * Measured: 9 in 8 bits, 8 with the old shard; never in 420 healthy ones in other batches.
   */
  @Test
  void otherWeightsAndFewerBitsAreSeen() throws Exception {
    AtomicReference<Catalog> served = new AtomicReference<>(practice());
    LabFleet lab =
        new LabFleet(served::get, LabSettings.immediate(), new HurriedTime(), 3, _ -> {});
    lab.start();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      Catalog catalog = servedAt(lab.port());
      served.set(catalog);
      Target target = catalog.target(TARGET).orElseThrow();
      Suite suite = catalog.suite("greedy").orElseThrow();
      Reference reference = capture(target, suite, once);
      InForce inForce = new InForce(ReferenceFiles.id(reference), reference);
      ExchangeFileScorer scorer =
          new ExchangeFileScorer(CheckRegistry.standard(_ -> Optional.of(inForce)));

      Map<FaultKind, Integer> pages = new EnumMap<>(FaultKind.class);
      AnswersToPage answers = new AnswersToPage("logprob-drift", target, suite, scorer);
      assertThat(page(answers.in(ROUNDS, once))).isEqualTo(AnswersToPage.NEVER);
      for (FaultKind fault : List.of(FaultKind.QUANTISATION, FaultKind.STALE_CHECKPOINT)) {
        lab.clearFaults();
        lab.inject(new Fault(fault, Slice.WHOLE_FLEET, 1));
        pages.put(fault, page(answers.in(5, once)));
      }
      System.out.println("answers to a page: " + pages);
      assertThat(pages.values()).allMatch(toPage -> toPage <= 30);
    } finally {
      lab.stop();
    }
  }

  private static Catalog practice() throws InvalidCatalogException {
    return new CatalogLoader().load(Path.of("src/main/resources/catalog/practice"));
  }

  private static Catalog servedAt(int port) throws InvalidCatalogException {
    Catalog catalog = practice();
    Target target = catalog.target(TARGET).orElseThrow();
    URI there = URI.create("http://127.0.0.1:%d/%s/v1".formatted(port, TARGET));
    return new Catalog(
        catalog.version() + "@" + port,
        List.of(target.servedAt(there, Duration.ofMinutes(1))),
        catalog.suites(),
        catalog.detection());
  }

  private static Reference capture(Target target, Suite suite, ProbeOnce once)
      throws InterruptedException, UnusableCaptureException {
    return new ReferenceCapture(target, null, List.of(suite), DRAWS, "a lab without faults")
        .run(once::ask, 8, Duration.ZERO, _ -> {});
  }

  private static int page(AnswersToPage.Result result) {
    if (result.toPage() == AnswersToPage.NEVER) {
      assertThat(result.trials()).isGreaterThan(result.answers() / 2);
    }
    return result.toPage();
  }
}
