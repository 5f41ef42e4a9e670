package dev.plumbline.corpus;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Truth;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Makes a corpus: starts a lab of its own on any free port, breaks all of it in one way at a time,
 * and asks it every probe over HTTP as a worker does.
 *
 * <p>Answers and truth are a function of plan and seed; times are as measured. For that the probes
 * are asked one after the other. Before, they are asked several at a time and their answers thrown
 * away, so that all cores compute what the models then remember.
 */
public final class CorpusMaker {
  private static final int AT_ONCE = 16;

  /** For a model that has to read a long prompt first. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final CorpusPlan plan;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final ExchangeFileScorer scorer = new ExchangeFileScorer(CheckRegistry.standard());

  /** Told of each specimen made. */
  @FunctionalInterface
  public interface Taker {
    void take(Specimen specimen) throws IOException;
  }

  /** One question, several times. */
  private record Question(Target target, Suite suite, Probe probe) {}

  public CorpusMaker(CorpusPlan plan, InstantSource clock, LongSupplier nanoTime) {
    this.plan = plan;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** Makes all specimens, in an order that is always the same. */
  public void make(Taker taker) throws IOException, InterruptedException {
    AtomicReference<Catalog> served = new AtomicReference<>(plan.catalog());
    LabFleet lab = new LabFleet(served::get, LabSettings.immediate(), clock, plan.seed(), _ -> {});
    lab.start();
    try (ProbeOnce once = new ProbeOnce(clock, nanoTime)) {
      served.set(at(lab.port()));
      for (CorpusPlan.Cell cell : plan.cells()) {
        fill(cell, lab, once, taker);
      }
    } finally {
      lab.stop();
    }
  }

  private void fill(CorpusPlan.Cell cell, LabFleet lab, ProbeOnce once, Taker taker)
      throws IOException, InterruptedException {
    Target target = at(lab.port(), cell.target());
    FaultKind fault = cell.fault();
    lab.clearFaults();
    lab.fixBatchSize(cell.batch());
    if (fault != null) {
      lab.inject(new Fault(fault, Slice.WHOLE_FLEET, 1));
    }
    List<Question> questions =
        plan.suitesOf(cell.target()).stream()
            .flatMap(
                suite -> suite.probes().stream().map(probe -> new Question(target, suite, probe)))
            .toList();
    warmUp(questions, once);
    for (Question question : questions) {
      for (int time = 0; time < plan.times(); time++) {
        Exchange exchange = once.ask(question.target(), question.suite(), question.probe());
        boolean hit =
            fault != null && truth(lab, exchange).filter(it -> it.hitBy(fault)).isPresent();
        taker.take(
            new Specimen(
                cell.batch(),
                fault,
                hit,
                exchange,
                scorer.score(exchange, question.probe(), question.target())));
      }
    }
  }

  private static void warmUp(List<Question> questions, ProbeOnce once) throws InterruptedException {
    try (ExecutorService requests = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Exchange>> asked =
          requests.invokeAll(
              questions.stream()
                  .<Callable<Exchange>>map(
                      it -> () -> once.ask(it.target(), it.suite(), it.probe()))
                  .toList());
      for (Future<Exchange> each : asked) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe could not be asked", e.getCause());
    }
  }

  private static Optional<Truth> truth(LabFleet lab, Exchange exchange) {
    RawResponse response = exchange.response();
    return response == null
        ? Optional.empty()
        : Stream.of("x-request-id", "request-id")
            .flatMap(name -> response.headers().getOrDefault(name, List.of()).stream())
            .flatMap(id -> lab.truths().about(id).stream())
            .findFirst();
  }

  private Catalog at(int port) {
    Catalog catalog = plan.catalog();
    // Another version, for the lab follows changes of the catalog by it.
    return new Catalog(
        catalog.version() + "@" + port,
        catalog.targets().stream().map(target -> at(port, target)).toList(),
        catalog.suites(),
        catalog.detection());
  }

  /** The same target, served on loopback; with time enough for a cold model. */
  private static Target at(int port, Target target) {
    URI there = URI.create("http://127.0.0.1:%d/%s/v1".formatted(port, target.labels()));
    return target.servedAt(there, PATIENCE);
  }
}
