package dev.plumbline.suites;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Asks suites of targets and counts what comes back. */
public final class SuiteMeasuring {

  /** Sends one probe; {@code ProbeOnce::ask}. */
  public interface Asking {
    Exchange ask(Target target, Suite suite, Probe probe);
  }

  /** Hears of every exchange, from several threads. */
  public interface Progress {
    void exchanged(Exchange exchange);
  }

  private final Asking asking;
  private final Progress progress;
  private final InstantSource clock;
  private final int parallel;
  private final ExchangeFileScorer scorer = new ExchangeFileScorer(CheckRegistry.standard());

  /**
   * Asks nothing yet.
   *
   * @param parallel exchanges under way at once, at most
   */
  public SuiteMeasuring(Asking asking, Progress progress, InstantSource clock, int parallel) {
    this.asking = asking;
    this.progress = progress;
    this.clock = clock;
    this.parallel = parallel;
  }

  /** Asks one suite, and waits for the last answer. */
  public MeasuredSuite measure(Workload workload, Workload.Part part) throws InterruptedException {
    Map<String, Tally> tallies = new TreeMap<>();
    part.suite().probes().forEach(probe -> tallies.put(probe.id(), new Tally()));
    Semaphore free = new Semaphore(parallel);
    List<Future<?>> underWay = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Workload.Ask ask : workload.asks(part)) {
        free.acquire();
        Tally tally = Objects.requireNonNull(tallies.get(ask.probe().id()));
        underWay.add(threads.submit(() -> exchange(ask, tally, free)));
      }
    }
    for (Future<?> done : underWay) {
      rethrow(done);
    }
    Map<String, MeasuredProbe> probes = new TreeMap<>();
    tallies.forEach((id, tally) -> probes.put(id, tally.measured()));
    return new MeasuredSuite(
        part.suite().name(),
        part.suite().version(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS),
        part.targets().stream().map(Target::name).sorted().toList(),
        workload.times(),
        probes);
  }

  private void exchange(Workload.Ask ask, Tally tally, Semaphore free) {
    try {
      Exchange exchange = asking.ask(ask.target(), ask.suite(), ask.probe());
      tally.add(exchange, scorer.score(exchange, ask.probe(), ask.target()));
      progress.exchanged(exchange);
    } finally {
      free.release();
    }
  }

  /** A check that throws is a bug of ours; numbers without it would look healthy. */
  private static void rethrow(Future<?> done) throws InterruptedException {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("measuring failed", e.getCause());
    }
  }
}
