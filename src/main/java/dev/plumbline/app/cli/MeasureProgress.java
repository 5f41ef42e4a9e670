package dev.plumbline.app.cli;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.suites.SuiteMeasuring;
import java.io.PrintWriter;

/** Tells every twentieth part of the way, and the first exchange that was not answered. */
final class MeasureProgress implements SuiteMeasuring.Progress {
  private static final int STEPS = 20;

  private final int total;
  private final PrintWriter out;
  private int done;
  private int unanswered;

  MeasureProgress(int total, PrintWriter out) {
    this.total = total;
    this.out = out;
  }

  @Override
  public synchronized void exchanged(Exchange exchange) {
    done++;
    if (!(exchange.outcome() instanceof Outcome.Answered)) {
      unanswered++;
      if (unanswered == 1) {
        out.printf(
            "%s %s/%s: %s%n",
            exchange.target(), exchange.suite(), exchange.probe(), exchange.outcome());
      }
    }
    if ((long) done * STEPS / total > (long) (done - 1) * STEPS / total) {
      out.printf("%d of %d asked, %d not answered%n", done, total, unanswered);
      out.flush();
    }
  }
}
