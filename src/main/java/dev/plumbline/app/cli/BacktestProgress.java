package dev.plumbline.app.cli;

import dev.plumbline.detect.history.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/** Says how far a backtest is, on standard error. */
record BacktestProgress(PrintWriter err) implements Progress {
  @Override
  public void report(String what, long done, long total) {
    err.println(
        total == 0
            ? String.format(Locale.ROOT, "%,d %s", done, what)
            : String.format(Locale.ROOT, "%,d of %,d %s", done, total, what));
    err.flush();
  }
}
