package dev.plumbline.reference;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.InParallel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks a healthy target its probes, over and over, and freezes what it says. Captures A and B take
 * turns, so that what changes meanwhile changes for both.
 */
public final class ReferenceCapture {
  /** Checks that compare with a reference; a probe that feeds none of them is not asked. */
  public static final Set<String> CHECKS =
      Set.of("divergence", "unanimity", "logprob-drift", "border-token", "fingerprint");

  private static final String BORDER = "border-token";

  /** Sends one probe; {@code ProbeOnce::ask}. */
  public interface Asking {
    Exchange ask(Target target, Suite suite, Probe probe);
  }

  private final Target target;
  private final @Nullable Target other;
  private final List<Ask> asks = new ArrayList<>();
  private final ReferenceBuilder builder;

  private enum Capture {
    FIRST,
    SECOND,
    OTHER
  }

  private record Ask(Target target, Suite suite, Probe probe, Capture capture) {}

  /**
   * What is to be asked; nothing is asked yet.
   *
   * @param other where a misrouted request would end; null where nobody knows
   * @param draws of each probe in each capture
   * @param attested who says that the target is healthy, and why
   */
  public ReferenceCapture(
      Target target, @Nullable Target other, List<Suite> suites, int draws, String attested) {
    this.target = target;
    this.other = other;
    for (int round = 0; round < draws; round++) {
      suites.forEach(this::addRound);
    }
    Set<String> border =
        asks.stream()
            .filter(ask -> feeds(ask.probe(), Set.of(BORDER)))
            .map(ask -> ask.suite().name() + "/" + ask.probe().id())
            .collect(Collectors.toSet());
    builder = new ReferenceBuilder(target, attested, border);
  }

  /** How many requests it takes. */
  public int requests() {
    return asks.size();
  }

  /**
   * Asks and freezes.
   *
   * @param parallel requests under way at once, at most
   * @param over how long they are spread over: a day, to meet its worst hour
   * @param progress hears of every exchange, from several threads
   * @throws UnusableCaptureException if too little was answered
   */
  public Reference run(Asking asking, int parallel, Duration over, Consumer<Exchange> progress)
      throws InterruptedException, UnusableCaptureException {
    InParallel.forEach(
        asks,
        parallel,
        over,
        ask -> {
          Exchange exchange = asking.ask(ask.target(), ask.suite(), ask.probe());
          keep(exchange, ask.capture());
          progress.accept(exchange);
        });
    return builder.build();
  }

  private void addRound(Suite suite) {
    for (Probe probe : suite.probes()) {
      if (feeds(probe, CHECKS) && probe.fits(target) && !probe.overWindow()) {
        asks.add(new Ask(target, suite, probe, Capture.FIRST));
        asks.add(new Ask(target, suite, probe, Capture.SECOND));
        if (other != null) {
          asks.add(new Ask(other, suite, probe, Capture.OTHER));
        }
      }
    }
  }

  private synchronized void keep(Exchange exchange, Capture capture) {
    switch (capture) {
      case FIRST -> builder.first(exchange);
      case SECOND -> builder.second(exchange);
      case OTHER -> builder.other(exchange);
    }
  }

  private static boolean feeds(Probe probe, Set<String> checks) {
    return probe.checks().stream().map(CheckUse::name).anyMatch(checks::contains);
  }
}
