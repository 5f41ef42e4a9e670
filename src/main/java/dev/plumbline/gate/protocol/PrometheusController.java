package dev.plumbline.gate.protocol;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * As much of Prometheus as tools ask for one number, for those that can send a token to a metrics
 * server and not to a webhook. Where there is no verdict there is no sample.
 */
@RestController
@ConditionalOnRole(Role.API)
class PrometheusController {
  private static final double MILLIS = 1000;

  private final GateMetrics metrics;
  private final GateGuard guard;
  private final InstantSource clock;

  record Answer(String status, Data data) {}

  record Data(String resultType, List<Sample> result) {}

  /**
   * One sample.
   *
   * @param value seconds since 1970, and the value as a text
   */
  record Sample(Map<String, String> metric, List<Object> value) {}

  PrometheusController(GateMetrics metrics, GateGuard guard, InstantSource clock) {
    this.metrics = metrics;
    this.guard = guard;
    this.clock = clock;
  }

  /** An instant query. */
  @GetMapping("/api/v1/gates/prometheus/api/v1/query")
  Answer query(@RequestParam String query, HttpServletRequest request) {
    guard.require(request);
    return new Answer(
        "success",
        new Data(
            "vector",
            switch (PrometheusQuery.parse(query)) {
              case PrometheusQuery.One() -> List.of(sample(Map.of(), 1));
              case PrometheusQuery.Verdicts verdicts ->
                  metrics.verdicts().getDataPoints().stream()
                      .filter(point -> verdicts.selects(labels(point)))
                      .map(point -> sample(labels(point), point.getValue()))
                      .toList();
            }));
  }

  private Sample sample(Map<String, String> labels, double value) {
    return new Sample(
        labels, List.of(clock.instant().toEpochMilli() / MILLIS, "%d".formatted((long) value)));
  }

  private static Map<String, String> labels(GaugeDataPointSnapshot point) {
    Map<String, String> labels = new LinkedHashMap<>();
    point.getLabels().forEach(label -> labels.put(label.getName(), label.getValue()));
    return labels;
  }
}
