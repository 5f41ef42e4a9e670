package dev.plumbline.app;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.Evidence;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** The page that Prometheus reads, as far as it tells of series. */
public final class StateMetricsCost {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  /**
   * A page without a server.
   *
   * @param series what each scrape asks for
   */
  public StateMetricsCost(Supplier<Collection<Evidence>> series, CatalogSource catalog) {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("registry", registry);
    StateMetricsSeries loaded =
        new StateMetricsSeries() {
          @Override
          public boolean loaded() {
            return true;
          }

          @Override
          public Collection<Evidence> all() {
            return series.get();
          }
        };
    var _ =
        new StateMetrics(loaded, Map::of, catalog, beans.getBeanProvider(PrometheusRegistry.class));
  }

  /** Writes the page once; its lines and bytes. */
  public long[] scrape() {
    long[] seen = new long[2];
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            seen[0] += b == '\n' ? 1 : 0;
            seen[1]++;
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
              write(bytes[i]);
            }
          }
        };
    try {
      PrometheusTextFormatWriter.create().write(counting, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }
}
