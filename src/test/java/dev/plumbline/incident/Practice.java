package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A fleet of 36 targets and detections on it. */
final class Practice {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final List<String> MODELS = List.of("opus-4", "sonnet-4", "haiku-3.5", "sonnet-3.7");
  static final List<String> PLATFORMS = List.of("direct", "cloud-a", "cloud-b");
  static final List<String> ACCELERATORS = List.of("tpu", "trainium", "gpu");
  static final List<Slice> LEAVES = leaves();
  static final Fleet FLEET = Fleet.ofLeaves(LEAVES);

  private Practice() {}

  private static List<Slice> leaves() {
    List<Slice> leaves = new ArrayList<>();
    for (String model : MODELS) {
      for (String platform : PLATFORMS) {
        for (String accelerator : ACCELERATORS) {
          leaves.add(new Slice(model, platform, accelerator, accelerator + "-a"));
        }
      }
    }
    return List.copyOf(leaves);
  }

  /** A page: failures are dealt to the broken leaves in turn, every leaf has the same trials. */
  static Alarm alarm(String check, String series) {
    return new Alarm(
        Detection.Kind.PAGE, new SeriesKey(check, Slice.parse(series)), 0, 10, 500, List.of());
  }

  static Detection cleared(String check, String series, int minute) {
    return new Detection(
        "cleared-%s-%s-%d".formatted(check, series.replace('/', '.'), minute),
        new SeriesKey(check, Slice.parse(series)),
        Detection.Kind.CLEARED,
        at(minute),
        10_000,
        11.6,
        11.5,
        null,
        null,
        List.of(),
        List.of());
  }

  /** The same, its leaves asked in fresh and sticky sessions: only those failed. */
  static Detection failingSticky(Detection detection) {
    return new Detection(
        detection.id(),
        detection.series(),
        detection.kind(),
        detection.at(),
        detection.trials(),
        detection.logEvidence(),
        detection.logThreshold(),
        detection.onset(),
        detection.effect(),
        detection.leaves().stream()
            .map(count ->
                new Detection.LeafCount(
                    count.leaf(),
                    count.trials(),
                    count.failures(),
                    count.objective(),
                    count.logEvidence(),
                    null,
                    List.of(
                        new AspectCount(
                            "session", "fresh", count.trials() - 20, 0, count.trials() - 20),
                        new AspectCount("session", "sticky", 20, count.failures(), 60))))
            .toList(),
        detection.exchanges());
  }

  static Instant at(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  /**
   * @param from minute of the earliest onset; the likeliest is two, the latest four minutes later
   * @param until minute of the crossing
   */
  record Alarm(
      Detection.Kind kind,
      SeriesKey series,
      int from,
      int until,
      long trials,
      List<Failing> failing) {

    private record Failing(Slice slice, int failures) {}

    Alarm ticket() {
      return new Alarm(Detection.Kind.TICKET, series, from, until, trials, failing);
    }

    Alarm between(int first, int last) {
      return new Alarm(kind, series, first, last, trials, failing);
    }

    /** How often each leaf was tried. */
    Alarm after(long trialsEach) {
      return new Alarm(kind, series, from, until, trialsEach, failing);
    }

    /** Failures on a slice, in addition to those already there. */
    Alarm failing(String slice, int failures) {
      List<Failing> more = new ArrayList<>(failing);
      more.add(new Failing(Slice.parse(slice), failures));
      return new Alarm(kind, series, from, until, trials, more);
    }

    Detection detection() {
      List<Detection.LeafCount> counts =
          LEAVES.stream()
              .map(leaf -> new Detection.LeafCount(leaf, trials, failures(leaf), 1e-4, 0))
              .toList();
      String id =
          "%s-%s-%s-%d"
              .formatted(kind, series.check(), series.slice().toString().replace('/', '.'), until);
      return new Detection(
          id,
          series,
          kind,
          at(until),
          5_000,
          17,
          16.6,
          new Detection.Onset(at(from), at(from + 2), at(from + 4)),
          new Detection.Effect(0.01, 0.002, 0.03, 2, 200),
          counts,
          List.of("exchange-of-" + id));
    }

    private long failures(Slice leaf) {
      long total = 0;
      for (Failing share : failing) {
        List<Slice> members = List.copyOf(FLEET.members(share.slice()));
        int position = members.indexOf(leaf);
        if (position >= 0) {
          total += Math.ceilDiv(share.failures() - position, members.size());
        }
      }
      return total;
    }
  }
}
