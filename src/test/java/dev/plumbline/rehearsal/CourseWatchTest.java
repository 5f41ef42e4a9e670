package dev.plumbline.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.incident.IncidentReplay.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CourseWatchTest {
  private static final Instant BEGUN = Instant.parse("2025-08-05T00:00:00Z");
  private static final Slice TPU = Slice.parse("opus-4/api/tpu/tpu-a");
  private static final Slice GPU = Slice.parse("opus-4/api/gpu/gpu-a");
  private static final Slice OTHER = Slice.parse("haiku-3.5/api/gpu/gpu-a");

  private final CourseWatch watch =
      new CourseWatch(Set.of(TPU, GPU), Set.of(TPU, GPU), BEGUN, Duration.ofHours(1));

  /** The first page names one of two targets, half an hour later the incident names both. */
  @Test
  void whatIsSuspectedAtTheFirstPageAndLaterAreToldApart() {
    watch.asked();
    Instant known = BEGUN.plusSeconds(600);
    watch.named(named(TPU));
    watch.paged(page(TPU), known);
    assertThat(watch.done(known.plusSeconds(3_599))).isFalse();
    assertThat(watch.sighting())
        .isEqualTo(new Sighting(Duration.ofMinutes(10), 1, "argmax", false, false));

    watch.asked();
    watch.named(named(TPU, GPU));
    watch.paged(page(GPU), known.plusSeconds(1_800));

    assertThat(watch.sighting())
        .isEqualTo(new Sighting(Duration.ofMinutes(10), 1, "argmax", false, true));
    assertThat(watch.done(known.plusSeconds(3_600))).isTrue();
  }

  @Test
  void aSuspectThatHoldsAHealthyTargetIsWrong() {
    watch.named(named(TPU, GPU, OTHER));
    watch.paged(page(TPU), BEGUN.plusSeconds(60));

    assertThat(watch.sighting().rightAtFirst()).isFalse();
  }

  @Test
  void aCourseThatNeverPagedIsNeverDone() {
    watch.named(named(TPU, GPU));

    assertThat(watch.done(BEGUN.plus(Duration.ofDays(30)))).isFalse();
    assertThat(watch.sighting()).isEqualTo(new Sighting(null, 0, null, false, false));
  }

  @Test
  void itIsFedByFailuresOfItsTargetsOnly() {
    assertThat(watch.feeds(page(TPU))).isTrue();
    assertThat(watch.feeds(page(OTHER))).isFalse();
  }

  private static Named named(Slice... targets) {
    return new Named("i", targets[0], Set.of(targets), 0.9);
  }

  private static Detection page(Slice failing) {
    return new Detection(
        "page",
        new SeriesKey("argmax", failing),
        Detection.Kind.PAGE,
        BEGUN,
        100,
        17,
        16,
        null,
        null,
        List.of(new Detection.LeafCount(failing, 100, 3, 1e-4, 0)),
        List.of());
  }
}
