package dev.plumbline.corpus;

import dev.plumbline.lab.FaultKind;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.score.CheckReading;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exchange of a corpus, and the truth about it.
 *
 * @param batch requests that decoded together
 * @param fault that was injected; null for a healthy server
 * @param hit whether the fault had something to spoil in this exchange
 * @param exchange as a worker publishes it
 * @param readings what today's checks read off it, scored once
 */
public record Specimen(
    int batch,
    @Nullable FaultKind fault,
    boolean hit,
    Exchange exchange,
    List<CheckReading> readings) {

  /** The probe, with its suite. */
  public String probe() {
    return exchange.suite() + "/" + exchange.probe();
  }

  Optional<Answer> answer() {
    return exchange.outcome() instanceof Outcome.Answered(Answer answer)
        ? Optional.of(answer)
        : Optional.empty();
  }
}
