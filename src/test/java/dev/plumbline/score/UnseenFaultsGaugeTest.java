package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What nothing would see of a target is told, and no longer than there is such a target. */
class UnseenFaultsGaugeTest {
  private static final Set<Capability> NO_LOGPROBS =
      EnumSet.complementOf(EnumSet.of(Capability.LOGPROBS));

  private final AtomicReference<Catalog> catalog = new AtomicReference<>();

  /**
   * {@code argmax} sees dropped tokens, {@code foreign-script} corruption; both have objectives.
   */
  private static Catalog watching(Target target, String... objectives) {
    Catalog plain = Given.catalog(target, seeing("argmax", FaultClass.APPROXIMATE_TOP_K));
    Probe corruption = seeing("foreign-script", FaultClass.CORRUPTION);
    DetectionPolicy.Objective objective = new DetectionPolicy.Objective(0.01, 0.001, 1000);
    return new Catalog(
        target.capabilities() + String.join(",", objectives),
        plain.targets(),
        List.of(
            new Suite(
                "core", "v1", List.of(plain.suites().getFirst().probes().getFirst(), corruption))),
        new DetectionPolicy(
            1,
            1,
            0.2,
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            List.of(objectives).stream()
                .collect(Collectors.toUnmodifiableMap(it -> it, _ -> objective))));
  }

  private static Probe seeing(String check, FaultClass fault) {
    return new Probe(
        check,
        "core",
        Set.of(fault),
        List.of(new Probe.Message("user", "?")),
        List.of(),
        Given.greedy(),
        Set.of("Latin"),
        List.of(new CheckUse.Plain(check)),
        null,
        null);
  }

  private UnseenFaultsGauge gauge() {
    return new UnseenFaultsGauge(
        catalog::get,
        CheckRegistry.standard(),
        new StaticListableBeanFactory().getBeanProvider(PrometheusRegistry.class));
  }

  private static List<String> faults(UnseenFaultsGauge gauge) {
    return ((GaugeSnapshot) gauge.collect())
        .getDataPoints().stream().map(point -> point.getLabels().get("fault")).toList();
  }

  @Test
  void aFaultIsSeenWhereACheckOfItsProbeAppliesAndIsHeldToAnObjective() {
    UnseenFaultsGauge gauge = gauge();

    catalog.set(watching(Given.target(), "argmax", "foreign-script"));
    assertThat(faults(gauge))
        .doesNotContain("approximate-top-k", "corruption")
        .contains("misrouting")
        .hasSize(FaultClass.values().length - 2);

    catalog.set(watching(Given.target(NO_LOGPROBS), "argmax", "foreign-script"));
    assertThat(faults(gauge)).contains("approximate-top-k").doesNotContain("corruption");

    catalog.set(watching(Given.target(), "argmax"));
    assertThat(faults(gauge)).contains("corruption").doesNotContain("approximate-top-k");
  }

  @Test
  void aTargetThatGoesTakesItsSamplesWithIt() {
    UnseenFaultsGauge gauge = gauge();
    catalog.set(watching(Given.target()));
    assertThat(((GaugeSnapshot) gauge.collect()).getDataPoints())
        .hasSize(FaultClass.values().length)
        .allMatch(point -> point.getValue() == 1)
        .allMatch(point -> "standard".equals(point.getLabels().get("pool")));

    Catalog before = catalog.get();
    catalog.set(new Catalog("c2", List.of(), before.suites(), before.detection()));

    assertThat(((GaugeSnapshot) gauge.collect()).getDataPoints()).isEmpty();
  }

  @Test
  void itIsOnThePage() {
    catalog.set(watching(Given.target()));
    PrometheusRegistry registry = new PrometheusRegistry();
    StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("registry", registry));

    assertThat(
            new UnseenFaultsGauge(
                catalog::get,
                CheckRegistry.standard(),
                beans.getBeanProvider(PrometheusRegistry.class)))
        .isNotNull();

    assertThat(registry.scrape().stream().map(it -> it.getMetadata().getName()))
        .containsExactly("plumbline_target_unseen_faults");
  }
}
