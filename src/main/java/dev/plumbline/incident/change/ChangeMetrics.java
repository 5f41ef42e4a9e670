package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * {@code plumbline_change_timestamp_seconds}: when something was last done to a slice, by kind, as
 * long as that is a day ago at most. For marks on dashboards; read from the database at each
 * scrape, so every replica says the same.
 */
@Component
@ConditionalOnRole(Role.API)
class ChangeMetrics implements Collector {
  private static final String NAME = "plumbline_change_timestamp_seconds";
  private static final Duration SHOWN = Duration.ofDays(1);

  /** Beyond, the oldest are left out: a plot with more marks shows nothing. */
  private static final int MOST = 500;

  private final ChangeCalendar calendar;
  private final InstantSource clock;

  private record Kept(ChangeKind kind, Slice slice) {}

  ChangeMetrics(
      ChangeCalendar calendar, InstantSource clock, ObjectProvider<PrometheusRegistry> registry) {
    this.calendar = calendar;
    this.clock = clock;
    registry.ifAvailable(available -> available.register(this));
  }

  @Override
  public GaugeSnapshot collect() {
    Instant now = clock.instant();
    Map<Kept, Instant> newest = new LinkedHashMap<>();
    for (ChangeCalendar.Entry entry :
        calendar.during(now.minus(SHOWN), now, Slice.WHOLE_FLEET, MOST)) {
      Change change = entry.change();
      newest.merge(
          new Kept(change.kind(), change.slice()),
          change.at(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder().name(NAME).help("When something was last done to the slice");
    newest.forEach((kept, at) -> gauge.dataPoint(sample(kept, at)));
    return gauge.build();
  }

  private static GaugeDataPointSnapshot sample(Kept kept, Instant at) {
    return GaugeDataPointSnapshot.builder()
        .labels(
            Labels.of(
                "kind", kept.kind().word(),
                "model", kept.slice().model(),
                "platform", kept.slice().platform(),
                "accelerator", kept.slice().accelerator(),
                "pool", kept.slice().pool()))
        .value(at.toEpochMilli() / 1000.0)
        .build();
  }
}
