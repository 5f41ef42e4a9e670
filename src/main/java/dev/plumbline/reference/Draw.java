package dev.plumbline.reference;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One healthy answer.
 *
 * @param probe with its suite's name
 */
record Draw(String probe, Instant at, List<Unit> units) {

  /** Empty where nothing was answered. */
  static Optional<Draw> of(Exchange exchange) {
    return exchange.outcome() instanceof Outcome.Answered(var answer)
        ? Optional.of(
            new Draw(exchange.suite() + "/" + exchange.probe(), exchange.sentAt(), Unit.of(answer)))
        : Optional.empty();
  }
}
