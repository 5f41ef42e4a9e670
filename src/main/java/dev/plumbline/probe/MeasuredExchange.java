package dev.plumbline.probe;

import org.jspecify.annotations.Nullable;

/**
 * The exchange a metric is being recorded for. Meters do not carry it as a label, which would be a
 * series each; the metrics page shows it as the exemplar of what was recorded meanwhile.
 */
public final class MeasuredExchange {
  private static final ScopedValue<String> ID = ScopedValue.newInstance();

  private MeasuredExchange() {}

  /** Runs what records something of this exchange, on this thread. */
  public static void record(String exchange, Runnable recording) {
    ScopedValue.where(ID, exchange).run(recording);
  }

  /** The exchange in hand on this thread, if any. */
  public static @Nullable String id() {
    return ID.isBound() ? ID.get() : null;
  }
}
