package dev.plumbline.gate.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.FailureHistory;
import dev.plumbline.detect.LeafMemory;
import dev.plumbline.detect.SeriesKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose evidence shuts a candidate's gate. */
class CandidateEvidenceTest {
  private static final Instant PAGED = Instant.parse("2026-06-15T12:00:00Z");
  private static final String CANDIDATE = "opus-4/claude-api/gpu/gpu-a";
  private static final Slice LEAF = Slice.parse(CANDIDATE);
  private static final Catalog CATALOG =
      new CatalogLoader().load(Path.of("src/main/resources/catalog/practice"));

  private final List<Evidence> known = new ArrayList<>();
  private final CandidateEvidence evidence =
      new CandidateEvidence(
          () -> known,
          key -> known.stream().filter(it -> it.series().equals(key)).findFirst(),
          () -> CATALOG);

  @ParameterizedTest
  @CsvSource({"PAGE, true", "TICKET, true", "QUIET, false"})
  void itsOwnPagesAndTicketsCount(Evidence.Level level, boolean counts) {
    add(LEAF, level, null);

    assertThat(!evidence.apply(CANDIDATE).isEmpty()).isEqualTo(counts);
    assertThat(evidence.apply("opus-4/claude-api/tpu/tpu-a")).as("another's").isEmpty();
  }

  /** One broken pool must not shut the gates of all it is pooled with. */
  @ParameterizedTest
  @CsvSource({
    "PT-48H, false",
    "PT-25H, false",
    "PT-23H, true",
    "PT0S, true",
    "PT2H, true",
    ", false",
  })
  void aPooledPageCountsWhereTheCandidateFailed(@Nullable Duration after, boolean counts) {
    add(Slice.parse("*/claude-api/*/*"), Evidence.Level.PAGE, null);
    add(LEAF, Evidence.Level.QUIET, after == null ? null : PAGED.plus(after));

    assertThat(!evidence.apply(CANDIDATE).isEmpty()).isEqualTo(counts);
  }

  @Test
  void aPooledPageCountsWhereNothingIsKnownOfTheCandidate() {
    add(Slice.WHOLE_FLEET, Evidence.Level.PAGE, null);

    assertThat(evidence.apply(CANDIDATE)).containsExactly("foreign-script|*/*/*/* stands at PAGE");
  }

  @Test
  void pooledTicketsAreNobodys() {
    add(Slice.WHOLE_FLEET, Evidence.Level.TICKET, null);
    add(LEAF, Evidence.Level.QUIET, PAGED);

    assertThat(evidence.apply(CANDIDATE)).isEmpty();
  }

  private void add(Slice slice, Evidence.Level level, @Nullable Instant failed) {
    DetectorState start = DetectorState.START;
    List<LeafMemory.FailedExchange> failures =
        failed == null ? List.of() : List.of(new LeafMemory.FailedExchange("e1", failed));
    known.add(
        new Evidence(
            new SeriesKey("foreign-script", slice),
            PAGED.plus(Duration.ofHours(3)),
            1000,
            failures.size(),
            1e-3,
            0,
            18,
            12,
            level,
            null,
            7,
            new DetectorState(
                start.detector(),
                start.onset(),
                true,
                0,
                false,
                null,
                new DetectorState.LastPage(PAGED, 18),
                new LeafMemory(new FailureHistory(List.of()), failures, null),
                null)));
  }
}
