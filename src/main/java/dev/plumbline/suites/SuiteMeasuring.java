package dev.plumbline.suites;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.InParallel;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
    InParallel.forEach(
        workload.asks(part),
        parallel,
        Duration.ZERO,
        ask -> exchange(ask, Objects.requireNonNull(tallies.get(ask.probe().id()))));
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

  private void exchange(Workload.Ask ask, Tally tally) {
    Exchange exchange = asking.ask(ask.target(), ask.suite(), ask.probe());
    tally.add(exchange, scorer.score(exchange, ask.probe(), ask.target()));
    progress.exchanged(exchange);
  }
}
