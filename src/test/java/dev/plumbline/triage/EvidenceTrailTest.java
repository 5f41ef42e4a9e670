package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Quarantine;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvidenceTrailTest {
  private static final Slice POOL = Slice.parse("opus-4/direct/tpu/tpu-a");
  private static final SeriesKey SERIES = new SeriesKey(WatchedFleet.CHECK, POOL);

  private Instant now = WatchedFleet.NOW;
  private double strength = 0.3;
  private int series = 1;
  private boolean loaded = true;
  private final EvidenceSource source =
      new EvidenceSource() {
        @Override
        public boolean loaded() {
          return loaded;
        }

        @Override
        public List<Evidence> all() {
          return IntStream.range(0, series)
              .mapToObj(i -> i == 0 ? POOL : Slice.parse("opus-4/direct/tpu/tpu-" + i))
              .map(slice -> WatchedFleet.evidence(slice, Evidence.Level.QUIET, strength, now))
              .toList();
        }

        @Override
        public Optional<Evidence> find(SeriesKey key) {
          return Optional.empty();
        }

        @Override
        public List<Quarantine> quarantines() {
          return List.of();
        }
      };
  private final EvidenceTrail trail =
      new EvidenceTrail(source, () -> now, Duration.ofHours(1), 100);

  private void sampleAt(int minute, double value) {
    now = WatchedFleet.NOW.plus(Duration.ofMinutes(minute));
    strength = value;
    trail.sample();
  }

  @Test
  void aValueIsKeptWhereItMoves() {
    sampleAt(0, 0.3);
    sampleAt(1, 0.301);
    sampleAt(2, 0.7);
    sampleAt(3, 0.7);
    sampleAt(4, 0.31);

    assertThat(trail.of(SERIES))
        .extracting(EvidenceTrail.Point::strength)
        .containsExactly(0.3, 0.7, 0.31);
    assertThat(trail.since()).isEqualTo(WatchedFleet.NOW);
  }

  @Test
  void whatIsOlderThanItKeepsIsForgottenButForTheValueThatHeld() {
    sampleAt(0, 0.3);
    sampleAt(10, 0.5);
    sampleAt(30, 0.7);
    sampleAt(75, 0.9);

    assertThat(trail.of(SERIES))
        .extracting(EvidenceTrail.Point::strength)
        .containsExactly(0.5, 0.7, 0.9);
    assertThat(trail.since()).isEqualTo(now.minus(Duration.ofHours(1)));
  }

  @Test
  void whenAllOfAFleetMovesItKeepsLessOfThePastAndSaysSo() {
    series = 30;
    for (int minute = 0; minute < 40; minute++) {
      sampleAt(minute, minute % 2 == 0 ? 0.3 : 0.8);
    }

    assertThat(trail.points()).isLessThanOrEqualTo(100);
    assertThat(trail.since()).isAfter(now.minus(Duration.ofMinutes(10)));
  }

  @Test
  void beforeEvidenceIsReadItHasNotWatched() {
    loaded = false;
    sampleAt(0, 0.3);

    assertThat(trail.since()).isNull();
    assertThat(trail.of(SERIES)).isEmpty();
  }

  @Test
  void aChartHoldsEachValueUntilTheNextAndTheLastUntilNow() {
    sampleAt(0, 0.25);
    sampleAt(2, 0.75);

    Chart chart = Chart.of(trail, List.of(SERIES));
    JsonNode json = Json.MAPPER.readTree(chart.json(now.plus(Duration.ofMinutes(1))));

    assertThat(json.path("times")).hasSize(3);
    assertThat(json.at("/values/0").toString()).isEqualTo("[0.25,0.75,0.75]");
    assertThat(json.at("/names/0").asString()).contains("opus-4 × direct × tpu × tpu-a");
  }
}
