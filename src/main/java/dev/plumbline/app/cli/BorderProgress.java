package dev.plumbline.app.cli;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.reference.BorderFindings;
import dev.plumbline.reference.BorderSearch;
import java.io.PrintWriter;

/** Tells every hundred requests, the end of every batch, and the first that was not answered. */
final class BorderProgress implements BorderSearch.Progress {
  private static final int STEP = 100;

  private final int most;
  private final PrintWriter out;
  private int done;
  private boolean unanswered;

  /**
   * @param most requests
   */
  BorderProgress(int most, PrintWriter out) {
    this.most = most;
    this.out = out;
  }

  @Override
  public synchronized void exchanged(Exchange exchange) {
    done++;
    if (!unanswered && !(exchange.outcome() instanceof Outcome.Answered)) {
      unanswered = true;
      out.printf("%s: %s%n", exchange.target(), exchange.outcome());
    }
    if (done % STEP == 0) {
      out.printf("%,d of at most %,d asked%n", done, most);
      out.flush();
    }
  }

  @Override
  public synchronized void batchDone(BorderFindings soFar) {
    out.printf(
        "%,d candidates asked, %,d promising, %,d weighed, %,d found%n",
        soFar.screened(), soFar.promising(), soFar.weighed(), soFar.found().size());
    out.flush();
  }
}
