package dev.plumbline.detect.history;

import dev.plumbline.catalog.Labels;
import dev.plumbline.detect.WatchedLeaf;
import dev.plumbline.score.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a first reading of a history finds: which leaves there are and how often each was tried. */
final class Survey {
  private final History history;
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private Instant first = Instant.MAX;
  private Instant last = Instant.MIN;
  private long observations;

  /**
   * One check.
   *
   * @param field what it reads
   * @param line where it was first seen
   */
  private record Check(Field field, long line, Map<Labels, Leaf> leaves) {}

  private static final class Leaf {
    private long trials;
    private final Set<String> probes = new HashSet<>();
  }

  private Survey(History history) {
    this.history = history;
  }

  /** Reads it all. */
  static Survey of(History history, Progress progress) throws IOException {
    Survey survey = new Survey(history);
    try (History.Stream stream = history.open()) {
      Sessions sessions = new Sessions(stream);
      for (Sessions.Member next = sessions.next(); next != null; next = sessions.next()) {
        survey.count(next);
        if (survey.observations % Progress.EVERY == 0) {
          progress.report("observations read", survey.observations, 0);
        }
      }
    }
    if (survey.observations == 0) {
      throw new UnusableHistoryException(
          history.name(), "holds no observation", "write one a line below the header");
    }
    return survey;
  }

  Instant first() {
    return first;
  }

  Instant last() {
    return last;
  }

  long observations() {
    return observations;
  }

  /** Checks that read this, in the order they were first seen. */
  List<String> checks(Field field) {
    return checks.entrySet().stream()
        .filter(entry -> entry.getValue().field() == field)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The leaves of every check.
   *
   * @param interval mean time between trials of each; null: as measured over the whole history
   */
  Map<String, List<WatchedLeaf>> leaves(@Nullable Duration interval) {
    Map<String, List<WatchedLeaf>> leaves = new LinkedHashMap<>();
    checks.forEach((name, check) ->
        leaves.put(
            name,
            check.leaves().entrySet().stream()
                .map(entry ->
                    new WatchedLeaf(
                        entry.getKey(),
                        interval == null ? measured(entry.getValue().trials) : interval,
                        entry.getValue().probes))
                .toList()));
    return leaves;
  }

  private Duration measured(long trials) {
    Duration mean = Duration.between(first, last).dividedBy(trials);
    return mean.isPositive() ? mean : Duration.ofNanos(1);
  }

  private void count(Sessions.Member member) {
    RecordedObservation observation = member.observation();
    if (observations == 0) {
      first = observation.at();
    }
    last = observation.at();
    observations++;
    Check check = check(observation);
    Leaf leaf = check.leaves().computeIfAbsent(observation.labels(), _ -> new Leaf());
    leaf.probes.add(observation.probe());
    if (member.first()) {
      leaf.trials++;
    }
  }

  private Check check(RecordedObservation observation) {
    Field field = field(observation.reading());
    Check check =
        checks.computeIfAbsent(
            observation.check(), _ -> new Check(field, observation.line(), new LinkedHashMap<>()));
    if (check.field() != field) {
      throw new UnusableHistoryException(
          history.name() + ":" + observation.line(),
          "check %s has %s here and %s in line %d"
              .formatted(observation.check(), field.word(), check.field().word(), check.line()),
          "give each its own check");
    }
    return check;
  }

  private static Field field(Reading reading) {
    return switch (reading) {
      case Reading.Trial _ -> Field.FAILED;
      case Reading.Score _ -> Field.SCORE;
      case Reading.Quantity _ -> Field.VALUE;
      case Reading.Compared _, Reading.Graded _, Reading.NotATrial _ ->
          throw new IllegalArgumentException("no file holds " + reading);
    };
  }
}
