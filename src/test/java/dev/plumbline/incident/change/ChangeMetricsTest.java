package dev.plumbline.incident.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Marks for dashboards: the newest change of each kind and slice, of a day. */
class ChangeMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final List<ChangeCalendar.Entry> entries = new ArrayList<>();

  private void done(ChangeKind kind, String slice, Duration ago) {
    Instant at = NOW.minus(ago);
    entries.add(
        new ChangeCalendar.Entry(
            new Change(
                "c" + entries.size(),
                kind,
                at,
                null,
                Slice.parse(slice),
                "t",
                null,
                null,
                "api",
                null),
            at));
  }

  private GaugeSnapshot gauge() {
    ChangeCalendar calendar =
        new ChangeCalendar() {
          @Override
          public Optional<Entry> find(String id) {
            throw new AssertionError("nothing is looked up");
          }

          @Override
          public List<Entry> during(Instant from, Instant until, Slice slice, int limit) {
            assertThat(slice).isEqualTo(Slice.WHOLE_FLEET);
            return entries.stream()
                .filter(it -> !it.change().at().isBefore(from) && !it.change().at().isAfter(until))
                .limit(limit)
                .toList();
          }
        };
    return new ChangeMetrics(
            calendar,
            InstantSource.fixed(NOW),
            new StaticListableBeanFactory().getBeanProvider(PrometheusRegistry.class))
        .collect();
  }

  @Test
  void theNewestOfAKindOnASlice() {
    done(ChangeKind.DEPLOY, "opus-4/*/*/*", Duration.ofHours(5));
    done(ChangeKind.DEPLOY, "opus-4/*/*/*", Duration.ofHours(2));
    done(ChangeKind.DEPLOY, "opus-4/*/*/*", Duration.ofHours(3));
    done(ChangeKind.CONFIG, "*/*/tpu/*", Duration.ofHours(25));

    assertThat(gauge().getDataPoints())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.getValue())
              .isEqualTo((double) NOW.minus(Duration.ofHours(2)).getEpochSecond());
          assertThat(it.getLabels().get("kind")).isEqualTo("deploy");
          assertThat(it.getLabels().get("model")).isEqualTo("opus-4");
          assertThat(it.getLabels().get("platform")).isEqualTo("*");
        });
  }

  @Test
  void kindsAndSlicesHaveSamplesOfTheirOwn() {
    done(ChangeKind.DEPLOY, "opus-4/*/*/*", Duration.ofHours(1));
    done(ChangeKind.CONFIG, "opus-4/*/*/*", Duration.ofHours(1));
    done(ChangeKind.DEPLOY, "opus-4/*/tpu/*", Duration.ofHours(1));

    assertThat(gauge().getDataPoints()).hasSize(3);
  }
}
