package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Evidence.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a target stands: the worst of what is known, and never healthy for want of knowledge. */
class FleetTest {
  private static final Catalog CATALOG = WatchedFleet.catalog(2);
  private static final Target TARGET = CATALOG.targets().getFirst();
  private static final Slice LEAF = Slice.leaf(TARGET.labels());

  private static Pool pool(List<Evidence> evidence, Slice... suspects) {
    return new Fleet(
            evidence,
            List.of(suspects).stream().map(it -> WatchedFleet.headline("i", it)).toList(),
            List.of(),
            Courtesy.NONE,
            WatchedFleet.NOW)
        .pool(TARGET);
  }

  @ParameterizedTest
  @CsvSource({
    "QUIET,  0.30, 0, HEALTHY",
    "QUIET,  0.49, 0, HEALTHY",
    "QUIET,  0.50, 0, WARNING",
    "QUIET,  0.30, 30, HEALTHY",
    "QUIET,  0.30, 31, STALE",
    "QUIET,  0.90, 31, STALE",
    "TICKET, 0.30, 31, TICKET",
    "PAGE,   0.30, 500, PAGE",
  })
  void standsAtTheWorst(Level level, double strength, int minutesOld, Standing standing) {
    Evidence evidence =
        WatchedFleet.evidence(
            LEAF, level, strength, WatchedFleet.NOW.minus(Duration.ofMinutes(minutesOld)));

    assertThat(pool(List.of(evidence)).standing()).isEqualTo(standing);
  }

  @Test
  void withoutATrialThereIsNoData() {
    assertThat(pool(List.of()).standing()).isEqualTo(Standing.NO_DATA);
    assertThat(pool(List.of()).evidence()).isNull();
  }

  /** A pooled series may have paged for it while its own is still quiet. */
  @Test
  void anOpenIncidentCountsForEveryTargetOfItsSuspect() {
    Evidence quiet = WatchedFleet.evidence(LEAF, Level.QUIET, 0.3, WatchedFleet.NOW);

    assertThat(pool(List.of(quiet), Slice.parse("model-0/*/*/*")).standing())
        .isEqualTo(Standing.PAGE);
    assertThat(pool(List.of(quiet), Slice.parse("model-1/*/*/*")).standing())
        .isEqualTo(Standing.HEALTHY);
  }

  @Test
  void pooledEvidenceIsNotATargetsOwn() {
    Evidence pooled =
        WatchedFleet.evidence(Slice.parse("model-0/*/*/*"), Level.PAGE, 1.5, WatchedFleet.NOW);

    assertThat(pool(List.of(pooled)).standing()).isEqualTo(Standing.NO_DATA);
  }

  /** The detector begins anew after a page, and a bar at rest beside the word page would puzzle. */
  @Test
  void aPagedSeriesShowsWhatMadeItPage() {
    Evidence paged =
        new Evidence(
            WatchedFleet.evidence(LEAF, Level.PAGE, 0, WatchedFleet.NOW).series(),
            WatchedFleet.NOW,
            10,
            3,
            1e-4,
            5,
            WatchedFleet.LOG_PAGE,
            12,
            Level.PAGE,
            "d",
            0,
            withLastPage(18));

    assertThat(pool(List.of(paged)).evidence()).isEqualTo(18 / WatchedFleet.LOG_PAGE);
  }

  private static DetectorState withLastPage(double logEvidence) {
    DetectorState start = DetectorState.START;
    return new DetectorState(
        start.detector(),
        start.onset(),
        true,
        0,
        false,
        null,
        new DetectorState.LastPage(WatchedFleet.NOW, logEvidence),
        start.leaf(),
        null);
  }

  @Test
  void theMatrixHasEveryTargetOnceTheWorstOfACellFirst() {
    Catalog large = WatchedFleet.catalog(1000);
    Matrix matrix =
        Matrix.of(
            new Fleet(
                    WatchedFleet.evidence(large),
                    List.of(),
                    List.of(),
                    Courtesy.NONE,
                    WatchedFleet.NOW)
                .pools(large));

    List<List<Pool>> cells =
        matrix.groups().stream()
            .flatMap(group -> group.rows().stream())
            .flatMap(row -> row.cells().stream())
            .toList();
    assertThat(cells).hasSize(100);
    assertThat(cells.stream().mapToInt(List::size).sum()).isEqualTo(1000);
    assertThat(cells).allSatisfy(cell -> assertThat(cell).extracting(Pool::standing).isSorted());
  }
}
