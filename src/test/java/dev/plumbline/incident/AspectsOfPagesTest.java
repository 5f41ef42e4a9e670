package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Replay;
import dev.plumbline.incident.Aspects.Asked;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From observations to what an incident says, by way of the detectors and their topic. Three pools
 * are asked for two days, a session in five minutes each, one in five of them sticky with three
 * turns, one answer in three streamed. From the second day on three in ten of what is broken fail.
 */
class AspectsOfPagesTest {
  private static final Catalog CATALOG = SuspiciousFleet.catalog(3);
  private static final Instant BROKEN_FROM = SuspiciousFleet.NOON.plus(Duration.ofDays(1));
  private static final int SEEDS = 8;

  /** Of 20 seeds the right aspect and no other was said of 20 and 20, and any of none. */
  @ParameterizedTest
  @CsvSource({
    "sticky,   only sticky failed,   7, 8",
    "streamed, only streamed failed, 7, 8",
    "all,      '',                   0, 1",
  })
  void whatPagesCarryTellsWhatTheFaultFollows(String broken, String said, int atLeast, int atMost) {
    int right = 0;
    int any = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Asked> followed =
          Aspects.of(pools(), Finding.counts(tracks(broken, seed))).stream()
              .filter(Asked::follows)
              .toList();
      right += followed.size() == 1 && followed.getFirst().summary().startsWith(said) ? 1 : 0;
      any += followed.isEmpty() ? 0 : 1;
    }
    assertThat(right).isGreaterThanOrEqualTo(atLeast);
    assertThat(any).isLessThanOrEqualTo(atMost);
  }

  private static Set<Slice> pools() {
    return CATALOG.targets().stream()
        .map(target -> Slice.leaf(target.labels()))
        .collect(Collectors.toSet());
  }

  /** As an incident keeps what its series said, read off the topic. */
  private static List<SeriesTrack> tracks(String broken, long seed) {
    List<SeriesTrack> tracks = new ArrayList<>();
    Replay replay = new Replay(() -> CATALOG);
    long offset = 0;
    for (Observation observation : observations(broken, seed)) {
      for (Detection fired : replay.observe(offset++, observation)) {
        Detection read = DetectTopics.DETECTIONS.decode(DetectTopics.DETECTIONS.encode(fired));
        if (read.kind() == Detection.Kind.PAGE) {
          add(tracks, read);
        }
      }
    }
    return tracks;
  }

  private static void add(List<SeriesTrack> tracks, Detection page) {
    Predicate<SeriesTrack> same = track -> track.series().equals(page.series());
    SeriesTrack track =
        tracks.stream()
            .filter(same)
            .findFirst()
            .map(known -> known.extendedBy(page))
            .orElseGet(() -> SeriesTrack.begin(page));
    tracks.removeIf(same);
    tracks.add(track);
  }

  private static List<Observation> observations(String broken, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Observation> all = new ArrayList<>();
    for (int slot = 0; slot < 2 * 24 * 12; slot++) {
      for (Target target : CATALOG.targets()) {
        Instant at =
            SuspiciousFleet.NOON
                .plus(Duration.ofMinutes(5L * slot))
                .plusMillis(random.nextInt(60_000));
        int turns = random.nextInt(5) == 0 ? 3 : 1;
        for (int turn = 0; turn < turns; turn++) {
          boolean streamed = random.nextInt(3) == 0;
          boolean hit =
              switch (broken) {
                case "sticky" -> turns > 1;
                case "streamed" -> streamed;
                default -> true;
              };
          boolean failed = hit && !at.isBefore(BROKEN_FROM) && random.nextDouble() < .3;
          all.add(observation(target, at, turn, turns, streamed, failed, "p" + random.nextInt(10)));
        }
      }
    }
    all.sort(Comparator.comparing(Observation::scheduledAt));
    return all;
  }

  private static Observation observation(
      Target target,
      Instant at,
      int turn,
      int turns,
      boolean streamed,
      boolean failed,
      String probe) {
    String session = target.name() + "@" + at;
    return new Observation(
        SuspiciousFleet.CHECK,
        session + "." + turn,
        target.name(),
        target.labels(),
        null,
        null,
        "core",
        probe,
        session,
        turns,
        at.plusSeconds(20L * turn),
        target.budget().interval(),
        new Reading.Trial(failed, failed ? "Thai" : ""),
        streamed,
        null,
        null,
        null);
  }
}
