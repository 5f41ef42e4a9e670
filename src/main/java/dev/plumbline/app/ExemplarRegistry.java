package dev.plumbline.app;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Names the exchange of an exemplar {@code exchange_id}: Micrometer can only call it a trace, and a
 * reader would look for it in a tracing system. Exemplars are part of the OpenMetrics format only.
 */
@Component
class ExemplarRegistry extends PrometheusRegistry {
  private static final String EXCHANGE = "exchange_id";

  @Override
  public MetricSnapshots scrape(@Nullable PrometheusScrapeRequest request) {
    return renamed(super.scrape(request));
  }

  @Override
  public MetricSnapshots scrape(
      Predicate<String> names, @Nullable PrometheusScrapeRequest request) {
    return renamed(super.scrape(names, request));
  }

  private static MetricSnapshots renamed(MetricSnapshots page) {
    return new MetricSnapshots(page.stream().map(ExemplarRegistry::renamed).toList());
  }

  private static MetricSnapshot renamed(MetricSnapshot metric) {
    return switch (metric) {
      case CounterSnapshot counter ->
          new CounterSnapshot(
              counter.getMetadata(),
              counter.getDataPoints().stream().map(ExemplarRegistry::renamed).toList());
      case HistogramSnapshot histogram ->
          new HistogramSnapshot(
              histogram.isGaugeHistogram(),
              histogram.getMetadata(),
              histogram.getDataPoints().stream().map(ExemplarRegistry::renamed).toList());
      // The library's other kinds have no exemplars here.
      default -> metric;
    };
  }

  private static CounterDataPointSnapshot renamed(CounterDataPointSnapshot point) {
    @Nullable Exemplar exemplar = point.getExemplar();
    return exemplar == null
        ? point
        : new CounterDataPointSnapshot(
            point.getValue(),
            point.getLabels(),
            renamed(exemplar),
            point.getCreatedTimestampMillis(),
            point.getScrapeTimestampMillis());
  }

  private static HistogramDataPointSnapshot renamed(HistogramDataPointSnapshot point) {
    if (point.getExemplars().size() == 0 || !point.hasClassicHistogramData()) {
      return point;
    }
    Exemplars exemplars =
        Exemplars.of(
            StreamSupport.stream(point.getExemplars().spliterator(), false)
                .map(ExemplarRegistry::renamed)
                .toList());
    return new HistogramDataPointSnapshot(
        point.getClassicBuckets(),
        point.getSum(),
        point.getLabels(),
        exemplars,
        point.getCreatedTimestampMillis());
  }

  /** Once: a page filtered by name is made of a whole one. */
  private static Exemplar renamed(Exemplar exemplar) {
    @Nullable String exchange = exemplar.getLabels().get(Exemplar.TRACE_ID);
    return exchange == null
        ? exemplar
        : new Exemplar(
            exemplar.getValue(), Labels.of(EXCHANGE, exchange), exemplar.getTimestampMillis());
  }
}
