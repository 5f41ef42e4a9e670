package dev.plumbline.detect;

import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Made-up days of observations, always the same for the same seed. */
final class Recording {
  private Recording() {}

  /**
   * Every target once a minute, now and then a sticky session of three turns or nothing to count.
   * From half time on the first target fails one time in five.
   */
  static List<Observation> ofMinutes(int minutes, long seed) {
    RandomGenerator random = new Random(seed);
    List<Observation> all = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      for (Target target : TestFleet.TARGETS) {
        boolean broken = target.equals(TestFleet.TARGETS.getFirst()) && minute >= minutes / 2;
        Instant at =
            TestFleet.START.plus(Duration.ofMinutes(minute)).plusMillis(random.nextInt(59_000));
        boolean failed = random.nextDouble() < (broken ? 0.2 : 0.002);
        switch (random.nextInt(12)) {
          case 0 -> addSession(all, target, at, broken, random);
          case 1 ->
              all.add(TestFleet.turn(target, at, "tie" + at, 1, new Reading.NotATrial("tie")));
          default ->
              all.add(TestFleet.trial(target, at, random.nextBoolean() ? "one" : "two", failed));
        }
      }
    }
    all.sort(Comparator.comparing(Observation::scheduledAt));
    return all;
  }

  /** Three turns, of which the last may never be answered. */
  private static void addSession(
      List<Observation> all, Target target, Instant at, boolean broken, RandomGenerator random) {
    int answered = random.nextInt(4) == 0 ? 2 : 3;
    for (int turn = 0; turn < answered; turn++) {
      boolean failed = random.nextDouble() < (broken ? 0.2 : 0.002);
      all.add(
          TestFleet.turn(
              target, at.plusSeconds(10L * turn), "sticky" + at, 3, TestFleet.reading(failed)));
    }
  }

  /** Another order of arrival in which nothing comes more than the grace too late. */
  static List<Observation> jittered(List<Observation> recorded, long seed) {
    RandomGenerator random = new Random(seed);
    record Arrival(Instant at, Observation observation) {}
    return recorded.stream()
        .map(it ->
            new Arrival(
                it.scheduledAt().plusMillis(random.nextLong(TestFleet.GRACE.toMillis())), it))
        .sorted(Comparator.comparing(Arrival::at))
        .map(Arrival::observation)
        .toList();
  }
}
