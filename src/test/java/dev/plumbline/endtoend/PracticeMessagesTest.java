package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.standalone.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice fleet's targets that speak Anthropic Messages are healthy to every check. */
@Tag("exhaustive")
class PracticeMessagesTest {
  /** For models that have to read every prompt first. */
  private static final Duration COLD = Duration.ofMinutes(5);

  private static final ExchangeFileScorer SCORER = new ExchangeFileScorer(CheckRegistry.standard());

  /** Each probe is asked of one target, in turn. */
  @Test
  void everyProbeIsAnsweredAndOnlyArgmaxIsBlind(@TempDir Path folder) throws Exception {
    ask(folder, 3);
  }

  /** Each of every target. */
  @Test
  void everyProbeIsAnsweredByEveryTarget(@TempDir Path folder) throws Exception {
    ask(folder, 1);
  }

  /**
   * @param every of the questions so many are asked one
   */
  private static void ask(Path folder, int every) throws Exception {
    int port = FreePort.any();
    PracticeCatalog.unpack(folder, port);
    Catalog catalog = new CatalogLoader().load(folder);
    List<Target> targets =
        catalog.targets().stream()
            .filter(target -> target.wireFormat() == WireFormat.ANTHROPIC_MESSAGES)
            .map(target -> target.servedAt(target.endpoint(), COLD))
            .toList();
    LabSettings settings =
        new LabSettings(port, 3, 4, 0, 0, 1_000_000, Accelerators.USUAL, null, 100);
    LabFleet lab = new LabFleet(() -> catalog, settings, InstantSource.system(), 7, _ -> {});
    Set<String> passed = ConcurrentHashMap.newKeySet();
    lab.start();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Set<String>>> questions = new ArrayList<>();
      for (Suite suite : catalog.suites()) {
        for (Probe probe : suite.probes()) {
          for (Target target : targets) {
            questions.add(() -> passed(once.ask(target, suite, probe), probe, target));
          }
        }
      }
      List<Callable<Set<String>>> asked =
          IntStream.range(0, questions.size())
              .filter(i -> (i + i / targets.size()) % every == 0)
              .mapToObj(questions::get)
              .toList();
      for (Future<Set<String>> answer : threads.invokeAll(asked)) {
        passed.addAll(answer.get());
      }
    } finally {
      lab.stop();
    }
    assertThat(targets).hasSize(3);
    assertThat(passed).contains("foreign-script", "format", "routing").doesNotContain("argmax");
  }

  private static Set<String> passed(Exchange exchange, Probe probe, Target target) {
    assertThat(exchange.outcome()).as(probe.id()).isInstanceOf(Outcome.Answered.class);
    Set<String> passed = new TreeSet<>();
    for (CheckReading check : SCORER.score(exchange, probe, target)) {
      if (check.reading() instanceof Reading.Trial(boolean failed, String found)) {
        assertThat(failed).as("%s %s: %s", probe.id(), check.check(), found).isFalse();
        passed.add(check.check());
      }
    }
    return passed;
  }
}
