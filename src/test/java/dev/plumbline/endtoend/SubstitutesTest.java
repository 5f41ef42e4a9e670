package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.InParallel;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceCapture;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.reference.References.InForce;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.testing.HurriedTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What is left to see of each fault where a platform returns no log-probabilities and lets nobody
 * set a temperature: one pool of the lab, asked as such a platform is and as one that can all,
 * short constrained answers, a reference of each, all answers affected. How many answers it takes
 * to a page of any check, at A = 1e8, objectives of 1e-3. Measured, seven probes of 114 never
 * failing at temperature 1, nothing in 140 healthy answers:
 *
 * <pre>
 *                      all capabilities           none
 * approximate-top-k    argmax after 13            answer after 48
 * cache-mix-up         divergence after 4         answer after 5
 * chat-template        divergence after 4         answer after 5
 * corruption           foreign-script after 4     foreign-script after 4
 * lost-turns           answer after 26            answer after 28
 * misroute             divergence after 14        answer after 8
 * quantisation         logprob-drift after 28     never
 * stale-checkpoint     logprob-drift after 26     never
 * truncated-context    never                      never (no prompt is long enough)
 * undecoded-output     foreign-script after 14    foreign-script after 14
 * </pre>
 */
@Tag("exhaustive")
@Timeout(900)
class SubstitutesTest {
  private static final String TARGET = "haiku-3.5/claude-api/gpu/gpu-a";
  private static final double LOG_THRESHOLD = Math.log(1e8);
  private static final double OBJECTIVE = 1e-3;
  private static final int ROUNDS = 20;
  private static final int MEASURED_ROUNDS = 100;

  private static final Set<FaultKind> UNSEEN =
      EnumSet.of(FaultKind.QUANTISATION, FaultKind.STALE_CHECKPOINT, FaultKind.TRUNCATED_CONTEXT);

  /** Unanimity needs 300; where there are log-probabilities, far fewer say enough. */
  private static final int DRAWS_OF_BARE = 310;

  private static final int DRAWS_OF_ABLE = 40;

  /** Who pages first, after how many answers; none within {@value #ROUNDS} of each probe. */
  private record Page(String check, int answers) {
    @Override
    public String toString() {
      return check + " after " + answers;
    }
  }

  @Test
  void shortAnswersAndUnanimityStandInForLogProbabilitiesAndGreedyDecoding() throws Exception {
    AtomicReference<Catalog> served = new AtomicReference<>(practice());
    LabFleet lab =
        new LabFleet(served::get, LabSettings.immediate(), new HurriedTime(), 3, _ -> {});
    lab.start();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      Suite all = suite(practice());
      Target able = target(lab.port());
      Target bare = able.able(EnumSet.noneOf(Capability.class));
      served.set(new Catalog("1", List.of(able), List.of(all), practice().detection()));
      Suite suite = reliable(all, bare, once);
      System.out.printf(
          "%d of %d probes are reliable%n", suite.probes().size(), all.probes().size());
      ExchangeFileScorer ofAble = scorer(able, suite, DRAWS_OF_ABLE, once);
      ExchangeFileScorer ofBare = scorer(bare, suite, DRAWS_OF_BARE, once);

      Map<String, List<String>> table = new TreeMap<>();
      Map<FaultKind, Optional<Page>> bareSees = new TreeMap<>();
      assertThat(page(able, suite, ofAble, once)).as("healthy, able").isEmpty();
      assertThat(page(bare, suite, ofBare, once)).as("healthy, bare").isEmpty();
      for (FaultKind fault : FaultKind.values()) {
        lab.clearFaults();
        lab.inject(new Fault(fault, Slice.WHOLE_FLEET, 1));
        Optional<Page> byAble = page(able, suite, ofAble, once);
        Optional<Page> byBare = page(bare, suite, ofBare, once);
        bareSees.put(fault, byBare);
        table.put(fault.toString(), List.of(word(byAble), word(byBare)));
      }
      table.forEach(
          (fault, pages) -> System.out.println(fault + " | " + String.join(" | ", pages)));
      assertThat(bareSees)
          .allSatisfy((fault, page) -> {
            if (!UNSEEN.contains(fault)) {
              assertThat(page).as(fault.toString()).isPresent();
              assertThat(page.get().answers()).as(fault.toString()).isLessThanOrEqualTo(100);
            }
          });
    } finally {
      lab.stop();
    }
  }

  private static String word(Optional<Page> page) {
    return page.map(Page::toString).orElse("never");
  }

  private static Catalog practice() {
    return new CatalogLoader().load(Path.of("src/main/resources/catalog/practice"));
  }

  /** The same pool without an echo of who it is, which would see misrouting at once. */
  private static Target target(int port) {
    Target practice = practice().target(TARGET).orElseThrow();
    URI there = URI.create("http://127.0.0.1:%d/%s/v1".formatted(port, TARGET));
    return new Target(
        practice.name(),
        practice.labels(),
        null,
        null,
        practice.wireFormat(),
        there,
        practice.servedModel(),
        null,
        List.of(),
        practice.contextWindow(),
        practice.capabilities(),
        null,
        practice.budget(),
        List.of("short"));
  }

  private static Suite suite(Catalog catalog) {
    List<Probe> probes =
        Stream.of(
                "single-token",
                "facts",
                "arithmetic",
                "instructions",
                "reasoning",
                "core",
                "translation")
            .flatMap(name -> catalog.suite(name).orElseThrow().probes().stream())
            .map(SubstitutesTest::compared)
            .toList();
    return new Suite("short", "1", probes);
  }

  /** What nobody answers wrongly in health, as {@code plumbline suite measure} tells people. */
  private static Suite reliable(Suite all, Target target, ProbeOnce once) throws Exception {
    ExchangeFileScorer scorer = new ExchangeFileScorer(CheckRegistry.standard());
    Set<String> failed = new HashSet<>();
    for (int round = 0; round < MEASURED_ROUNDS; round++) {
      for (Exchange exchange : ask(target, all, once)) {
        boolean wrong =
            scorer.score(exchange, probe(all, exchange), target).stream()
                .anyMatch(it -> it.reading() instanceof Reading.Trial(boolean bad, _) && bad);
        if (wrong) {
          failed.add(exchange.probe());
        }
      }
    }
    return new Suite(
        "short", "2", all.probes().stream().filter(probe -> !failed.contains(probe.id())).toList());
  }

  private static Probe probe(Suite suite, Exchange exchange) {
    return suite.probes().stream()
        .filter(it -> it.id().equals(exchange.probe()))
        .findFirst()
        .orElseThrow();
  }

  private static Probe compared(Probe probe) {
    List<CheckUse> checks = new ArrayList<>(probe.checks());
    Set<String> has = new HashSet<>(checks.stream().map(CheckUse::name).toList());
    Stream.of("divergence", "unanimity", "logprob-drift")
        .filter(has::add)
        .map(CheckUse.Plain::new)
        .forEach(checks::add);
    Sampling as = probe.sampling();
    return new Probe(
        probe.id(),
        probe.family(),
        probe.sees(),
        probe.messages(),
        probe.tools(),
        new Sampling(as.temperature(), as.topP(), null, as.maxTokens(), as.topLogprobs(), false),
        probe.scripts(),
        checks,
        probe.example(),
        probe.exampleCall());
  }

  private static ExchangeFileScorer scorer(Target target, Suite suite, int draws, ProbeOnce once)
      throws Exception {
    Reference reference =
        new ReferenceCapture(target, null, List.of(suite), draws, "a lab without faults")
            .run(once::ask, 8, Duration.ZERO, _ -> {});
    InForce inForce = new InForce(ReferenceFiles.id(reference), reference);
    return new ExchangeFileScorer(CheckRegistry.standard(_ -> Optional.of(inForce)));
  }

  /** The first of all checks to page. */
  private static Optional<Page> page(
      Target target, Suite suite, ExchangeFileScorer scorer, ProbeOnce once) throws Exception {
    Map<String, BernoulliEDetector> detectors = new TreeMap<>();
    int answers = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Exchange exchange : ask(target, suite, once)) {
        answers++;
        Probe probe = probe(suite, exchange);
        for (CheckReading read : scorer.score(exchange, probe, target)) {
          Optional<Double> ratio = ratio(read.reading());
          if (ratio.isPresent()) {
            BernoulliEDetector next =
                detectors
                    .getOrDefault(read.check(), BernoulliEDetector.start())
                    .after(ratio.get(), 1);
            detectors.put(read.check(), next);
            if (next.logEvidence() >= LOG_THRESHOLD) {
              return Optional.of(new Page(read.check(), answers));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Double> ratio(Reading reading) {
    return switch (reading) {
      case Reading.Trial(boolean failed, _) -> Optional.of(failed ? 1 / OBJECTIVE : 0);
      case Reading.Compared(_, double ratio, _, _) -> Optional.of(ratio);
      case Reading.Score _, Reading.Quantity _, Reading.Graded _, Reading.NotATrial _ ->
          Optional.empty();
    };
  }

  private static List<Exchange> ask(Target target, Suite suite, ProbeOnce once)
      throws InterruptedException {
    List<Exchange> answers = Collections.synchronizedList(new ArrayList<>());
    InParallel.forEach(
        suite.probes(), 5, Duration.ZERO, probe -> answers.add(once.ask(target, suite, probe)));
    return answers;
  }
}
