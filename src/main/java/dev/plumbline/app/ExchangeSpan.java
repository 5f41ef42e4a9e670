package dev.plumbline.app;

import dev.plumbline.probe.MeasuredExchange;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Micrometer takes exemplars from the trace in progress and from nowhere else. Ours is the exchange
 * in hand; {@link ExemplarRegistry} gives it its own name on the page.
 */
@Component
class ExchangeSpan implements SpanContext {
  @Override
  public @Nullable String getCurrentTraceId() {
    return MeasuredExchange.id();
  }

  @Override
  public @Nullable String getCurrentSpanId() {
    return MeasuredExchange.id();
  }

  @Override
  public boolean isCurrentSpanSampled() {
    return MeasuredExchange.id() != null;
  }

  @Override
  public void markCurrentSpanAsExemplar() {
    // Nothing to keep: the exchange is on its topic either way.
  }
}
