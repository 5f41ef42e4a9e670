package dev.plumbline.reference;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.InParallel;
import dev.plumbline.probe.Outcome;
import dev.plumbline.reference.BorderFindings.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends the requests of a search, no more than allowed, and counts them. */
final class BorderRequests {
  private static final Suite SUITE = new Suite("border", "", List.of());

  /** One or two may be lost anywhere. */
  private static final int FEWEST_LOST = 3;

  private final Target target;
  private final int most;
  private final BorderSearch.Sending sending;
  private final Consumer<Exchange> progress;
  private int sent;
  private int unanswered;
  private int empty;
  private @Nullable Outcome notAnswered;

  private record Ask(BorderCandidate candidate, Probe probe) {}

  BorderRequests(
      Target target, int most, BorderSearch.Sending sending, Consumer<Exchange> progress) {
    this.target = target;
    this.most = most;
    this.sending = sending;
    this.progress = progress;
  }

  /** The first candidates that can be asked so often, so much being kept for what comes after. */
  List<BorderCandidate> affordable(List<BorderCandidate> candidates, int draws, int kept) {
    int affordable = Math.max(0, (most - sent - kept) / draws);
    return candidates.subList(0, Math.min(affordable, candidates.size()));
  }

  /**
   * Asks all in turns, so that what changes meanwhile changes for all.
   *
   * @param as what is sent of a candidate
   * @throws UnusableCaptureException if three or more and most are not answered
   */
  void ask(List<BorderCandidate> candidates, int draws, Function<BorderCandidate, Probe> as)
      throws InterruptedException, UnusableCaptureException {
    List<Ask> asks = new ArrayList<>();
    for (int round = 0; round < draws; round++) {
      candidates.forEach(it -> asks.add(new Ask(it, as.apply(it))));
    }
    int before = spent().unanswered();
    Duration over = sending.over().multipliedBy(asks.size()).dividedBy(most);
    InParallel.forEach(
        asks,
        sending.parallel(),
        over,
        ask -> {
          Exchange exchange = sending.asking().ask(target, SUITE, ask.probe());
          keep(exchange, ask.candidate());
          progress.accept(exchange);
        });
    int lost = spent().unanswered() - before;
    if (lost >= FEWEST_LOST && 2 * lost > asks.size()) {
      throw new UnusableCaptureException(
          "%s: %d of %d requests were not answered: %s — see why, or ask more slowly: --parallel 1 --over PT1H"
              .formatted(target.name(), lost, asks.size(), spent().notAnswered()));
    }
  }

  synchronized Spent spent() {
    return new Spent(sent, unanswered, empty, notAnswered);
  }

  private synchronized void keep(Exchange exchange, BorderCandidate candidate) {
    sent++;
    Optional<Draw> draw = Draw.of(exchange);
    if (draw.isEmpty()) {
      unanswered++;
      notAnswered = notAnswered == null ? exchange.outcome() : notAnswered;
      return;
    }
    Unit first = draw.orElseThrow().units().getFirst();
    empty += first.text().equals(Unit.END) ? 1 : 0;
    candidate.drew(first);
  }
}
