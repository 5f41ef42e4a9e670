package dev.plumbline.incident.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.Database;
import dev.plumbline.incident.drill.Drills.Sighting;
import dev.plumbline.testing.Drilled;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * What is noted of the drill, on a real PostgreSQL. A fault begins each hour and lasts for half.
 */
class DrillBookTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SelfTest DRILL =
      Drilled.selfTest(Duration.ofSeconds(10), Duration.ofHours(1));

  @RegisterExtension private final Database database = new Database();
  private Instant now = NOON.minus(Duration.ofMinutes(10));
  private @Nullable SelfTest selfTest = DRILL;
  private boolean routingPages = true;
  private final Drills book = started();

  /** A process that starts now. */
  private Drills started() {
    return DrillDesk.book(database, this::catalog, () -> now);
  }

  private Catalog catalog() {
    Objective objective = new Objective(1e-3, 1e-3, 30_000);
    Objective routing = new Objective(1e-5, 1e-5, 30_000, routingPages);
    return new Catalog(
        "1",
        List.of(),
        List.of(),
        new DetectionPolicy(
            1,
            1,
            .2,
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Map.of("foreign-script", objective, "routing", routing)),
        selfTest);
  }

  private static Instant at(int minutes) {
    return NOON.plus(Duration.ofMinutes(minutes));
  }

  private void seen(String check, Detection.Kind kind, Instant at) {
    book.note(detection(new SeriesKey(check, SelfTest.DRILL), kind, at));
  }

  private static Detection detection(SeriesKey series, Detection.Kind kind, Instant at) {
    return new Detection("d", series, kind, at, 10, 17, 16, null, null, List.of(), List.of("x1"));
  }

  private Drills.Standing standing(Drills from, String check) {
    return from.report().orElseThrow().standings().stream()
        .filter(it -> it.check().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstDetectionOfAFaultStands() {
    seen("routing", Detection.Kind.PAGE, NOON.plusSeconds(50));
    seen("routing", Detection.Kind.PAGE, NOON.plusSeconds(50));
    seen("routing", Detection.Kind.PAGE, at(20));
    seen("routing", Detection.Kind.PAGE, at(61));
    seen("foreign-script", Detection.Kind.PAGE, at(3));

    assertThat(book.sightings(10))
        .containsExactly(
            new Sighting("routing", at(60), at(61), 7),
            new Sighting("foreign-script", NOON, at(3), 19),
            new Sighting("routing", NOON, NOON.plusSeconds(50), 6));
    assertThat(book.sightings(1)).hasSize(1);
    assertThat(standing(book, "routing").newest())
        .isEqualTo(new Sighting("routing", at(60), at(61), 7));
  }

  /** A ticket is less than the drill has to show, unless the check never pages. */
  @Test
  void onlyWhatPagesCounts() {
    seen("routing", Detection.Kind.TICKET, at(1));
    seen("routing", Detection.Kind.CLEARED, at(2));
    assertThat(book.sightings(10)).isEmpty();

    routingPages = false;
    seen("routing", Detection.Kind.TICKET, at(3));
    assertThat(book.sightings(10)).hasSize(1);
  }

  /** It says nothing of a fault that is over. */
  @Test
  void aPageOfAHealthyDrillFindsNothing() {
    seen("routing", Detection.Kind.PAGE, at(31));

    assertThat(book.sightings(10)).isEmpty();
  }

  @Test
  void whatIsNotOfTheDrillIsRefused() {
    Detection other =
        detection(new SeriesKey("routing", Slice.parse("m/p/a/x")), Detection.Kind.PAGE, at(1));

    assertThatThrownBy(() -> book.note(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("m/p/a/x");
  }

  /** Window 1 min, grace 2 min, a minute to deliver: due four minutes after the fault's end. */
  @Test
  void afterEachDetectionTheNextFaultIsDue() {
    assertThat(standing(book, "routing").due()).isEqualTo(at(34));
    now = at(34);
    assertThat(book.report().orElseThrow().missed(now)).isEmpty();
    now = at(34).plusMillis(1);
    assertThat(book.report().orElseThrow().missed(now))
        .containsExactly("foreign-script", "routing");

    seen("routing", Detection.Kind.PAGE, at(5));
    assertThat(standing(book, "routing").due()).isEqualTo(at(94));
    assertThat(book.report().orElseThrow().missed(now)).containsExactly("foreign-script");
  }

  /** Down at night, it has the first whole fault after its start to show that it is back. */
  @Test
  void whatWasMissedBeforeTheStartIsNotHeldAgainstIt() {
    seen("routing", Detection.Kind.PAGE, at(5));
    now = at(605);
    Drills restarted = started();

    assertThat(standing(restarted, "routing").due()).isEqualTo(at(694));
    assertThat(standing(book, "routing").missed(now)).isTrue();
    // In the middle of a fault: that one may be found or not.
    assertThat(restarted.report().orElseThrow().faulty()).isTrue();
    assertThat(restarted.report().orElseThrow().fault()).isEqualTo(at(600));
  }

  @Test
  void oldSightingsAreForgotten() {
    seen("routing", Detection.Kind.PAGE, at(1));
    now = NOON.plus(Duration.ofDays(91));
    seen("routing", Detection.Kind.PAGE, now);

    assertThat(book.sightings(10)).hasSize(1);
  }

  @Test
  void metricsTellDelayAndWhatIsDue() {
    assertThat(metrics())
        .containsOnlyKeys(
            "plumbline_selftest_due_timestamp_seconds foreign-script",
            "plumbline_selftest_due_timestamp_seconds routing");
    seen("routing", Detection.Kind.PAGE, NOON.plusSeconds(50));

    assertThat(metrics())
        .hasSize(4)
        .containsEntry(
            "plumbline_selftest_last_detection_timestamp_seconds routing",
            (double) NOON.plusSeconds(50).getEpochSecond())
        .containsEntry("plumbline_selftest_detection_delay_probes routing", 6.0)
        .containsEntry(
            "plumbline_selftest_due_timestamp_seconds routing", (double) at(94).getEpochSecond());

    selfTest = null;
    assertThat(metrics()).isEmpty();
  }

  private Map<String, Double> metrics() {
    Map<String, Double> values = new TreeMap<>();
    new DrillMetrics(
            book, new StaticListableBeanFactory().getBeanProvider(PrometheusRegistry.class))
        .collect()
        .forEach(metric ->
            ((GaugeSnapshot) metric)
                .getDataPoints()
                .forEach(it ->
                    values.put(
                        metric.getMetadata().getPrometheusName()
                            + " "
                            + it.getLabels().get("check"),
                        it.getValue())));
    return values;
  }

  @Test
  void restTellsTheSame() throws Exception {
    MockMvc http = MockMvcBuilders.standaloneSetup(new SelfTestController(book, () -> now)).build();
    seen("routing", Detection.Kind.PAGE, NOON.plusSeconds(50));
    now = at(40);

    http.perform(MockMvcRequestBuilders.get("/api/v1/self-test"))
        .andExpect(MockMvcResultMatchers.status().isOk())
        .andExpect(MockMvcResultMatchers.jsonPath("$.faulty").value(false))
        .andExpect(MockMvcResultMatchers.jsonPath("$.checks[0].check").value("foreign-script"))
        .andExpect(MockMvcResultMatchers.jsonPath("$.checks[0].missed").value(true))
        .andExpect(MockMvcResultMatchers.jsonPath("$.checks[1].delayProbes").value(6))
        .andExpect(MockMvcResultMatchers.jsonPath("$.checks[1].missed").value(false))
        .andExpect(MockMvcResultMatchers.jsonPath("$.sightings.length()").value(1));
    http.perform(MockMvcRequestBuilders.get("/api/v1/self-test?limit=-1"))
        .andExpect(MockMvcResultMatchers.status().isBadRequest());

    selfTest = null;
    http.perform(MockMvcRequestBuilders.get("/api/v1/self-test"))
        .andExpect(MockMvcResultMatchers.status().isNotFound());
  }
}
