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
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice fleet's targets that speak Anthropic Messages are healthy to every check. */
class PracticeMessagesTest {
  private static final ExchangeFileScorer SCORER = new ExchangeFileScorer(CheckRegistry.standard());

  @Test
  void everyProbeIsAnsweredAndOnlyArgmaxIsBlind(@TempDir Path folder) throws IOException {
    int port = FreePort.any();
    PracticeCatalog.unpack(folder, port);
    Catalog catalog = new CatalogLoader().load(folder);
    List<Target> targets =
        catalog.targets().stream()
            .filter(target -> target.wireFormat() == WireFormat.ANTHROPIC_MESSAGES)
            .toList();
    LabSettings settings =
        new LabSettings(port, 3, 4, 0, 0, 1_000_000, Accelerators.USUAL, null, 100);
    LabFleet lab = new LabFleet(() -> catalog, settings, InstantSource.system(), 7, _ -> {});
    Set<String> passed = new TreeSet<>();
    lab.start();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      for (Target target : targets) {
        for (Suite suite : catalog.suites()) {
          for (Probe probe : suite.probes()) {
            Exchange exchange = once.ask(target, suite, probe);
            assertThat(exchange.outcome()).as(probe.id()).isInstanceOf(Outcome.Answered.class);
            passed.addAll(passed(exchange, probe, target));
          }
        }
      }
    } finally {
      lab.stop();
    }
    assertThat(targets).hasSize(3);
    assertThat(passed).contains("foreign-script", "format", "routing").doesNotContain("argmax");
  }

  private static Set<String> passed(Exchange exchange, Probe probe, Target target) {
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
