package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Three broken targets asked in fresh and sticky sessions, some answers streamed, from several
 * suites: counts as their pages carry them, until so many have failed.
 */
final class AskedFleet {
  static final List<Slice> SUSPECT =
      List.copyOf(Practice.FLEET.members(Slice.parse("opus-4/*/tpu/*")));

  /** Sessions have one answer, or these many. */
  static final int TURNS = 5;

  /** One answer. */
  record Asking(boolean sticky, boolean streamed, int suite) {}

  /** What is broken. */
  enum Fault {
    /** A share of sessions is, and fails at each answer in one of two cases. */
    SESSIONS,
    /** A share of answers is. */
    ANSWERS,
    STICKY,
    FRESH,
    STREAMED,
    ONE_SUITE;

    boolean hits(Asking asking) {
      return switch (this) {
        case SESSIONS, ANSWERS -> true;
        case STICKY -> asking.sticky();
        case FRESH -> !asking.sticky();
        case STREAMED -> asking.streamed();
        case ONE_SUITE -> asking.suite() == 0;
      };
    }

    boolean ofSessions() {
      return this == SESSIONS || this == STICKY;
    }
  }

  /**
   * @param sticky share of sessions that are sticky
   * @param streamed share of answers that are streamed
   */
  record Asks(double sticky, double streamed, int suites) {}

  private final Random random;
  private final Asks asks;
  private final double objective;

  AskedFleet(long seed, Asks asks, double objective) {
    this.random = new Random(seed);
    this.asks = asks;
    this.objective = objective;
  }

  /** Counts of so many stretches. */
  Counts fails(Fault fault, double share, int failures, int stretches) {
    Map<Slice, Counts.Leaf> leaves = new HashMap<>();
    for (int failed = 0; failed < failures * stretches; ) {
      Counts.Leaf trial = trial(fault, share);
      failed += (int) trial.failures();
      leaves.merge(trial.leaf(), trial, Counts.Leaf::plus);
    }
    return new Counts(List.copyOf(leaves.values()), stretches);
  }

  private Counts.Leaf trial(Fault fault, double share) {
    boolean sticky = random.nextDouble() < asks.sticky();
    boolean broken = random.nextDouble() < share;
    List<AspectCount> aspects = new ArrayList<>();
    Map<List<String>, int[]> counted = new HashMap<>();
    boolean any = false;
    for (int turn = 0; turn < (sticky ? TURNS : 1); turn++) {
      Asking asking =
          new Asking(sticky, random.nextDouble() < asks.streamed(), random.nextInt(asks.suites()));
      boolean hit =
          fault.ofSessions()
              ? broken && (!sticky || random.nextBoolean())
              : random.nextDouble() < share;
      boolean failed = (hit && fault.hits(asking)) || random.nextDouble() < objective;
      any |= failed;
      for (List<String> value :
          List.of(
              List.of("session", sticky ? "sticky" : "fresh"),
              List.of("transfer", asking.streamed() ? "streamed" : "whole"),
              List.of("suite", "suite-" + asking.suite()))) {
        int[] count = counted.computeIfAbsent(value, _ -> new int[2]);
        count[0]++;
        count[1] |= failed ? 1 : 0;
      }
    }
    counted.forEach((value, count) ->
        aspects.add(new AspectCount(value.get(0), value.get(1), 1, count[1], count[0])));
    return new Counts.Leaf(
        SUSPECT.get(random.nextInt(SUSPECT.size())), 1, any ? 1 : 0, objective, null, aspects);
  }
}
