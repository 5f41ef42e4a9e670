package dev.plumbline.rehearsal;

import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each check read off answers of the lab, by cause and probe: what a rehearsal draws from. All
 * numerics and batch sizes of a corpus are specimens alike, and answers that a fault found nothing
 * to spoil in too.
 */
public final class Specimens {
  /** The cause of answers of a healthy server. */
  public static final String HEALTHY = "none";

  /** By cause, then by suite/probe. */
  private final Map<String, Map<String, List<Answer>>> answers;

  private final String origin;

  /**
   * One answer.
   *
   * @param failed by check; checks that could not judge it are missing
   */
  record Answer(Map<String, Boolean> failed) {
    Answer {
      failed = Map.copyOf(failed);
    }
  }

  /** How often a check failed. */
  record Sensitivity(long trials, long failures) {
    double share() {
      return trials == 0 ? 0 : (double) failures / trials;
    }
  }

  /**
   * @param origin of the answers, for people
   */
  Specimens(String origin, Map<String, Map<String, List<Answer>>> answers) {
    this.origin = origin;
    this.answers = answers;
  }

  /** Gathers answers as they are read from a corpus. */
  public static final class Gathering {
    private final Map<String, Map<String, List<Answer>>> answers = new TreeMap<>();

    /**
     * One answer.
     *
     * @param cause word of the fault the server had; {@code none} for a healthy one
     * @param probe suite/probe
     */
    public void take(String cause, String probe, List<CheckReading> readings) {
      Map<String, Boolean> failed = new TreeMap<>();
      readings.forEach(it -> {
        if (it.reading() instanceof Reading.Trial(boolean fails, _)) {
          failed.put(it.check(), fails);
        }
      });
      answers
          .computeIfAbsent(cause, _ -> new TreeMap<>())
          .computeIfAbsent(probe, _ -> new ArrayList<>())
          .add(new Answer(failed));
    }

    /** What was gathered. */
    public Specimens done(String origin) {
      return new Specimens(origin, answers);
    }
  }

  /** Where they come from, for people. */
  public String origin() {
    return origin;
  }

  Map<String, Map<String, List<Answer>>> byCause() {
    return Collections.unmodifiableMap(answers);
  }

  /** Answers to a probe under a cause; empty where there are none. */
  List<Answer> of(String cause, String probe) {
    return answers.getOrDefault(cause, Map.of()).getOrDefault(probe, List.of());
  }

  /** Probes with an answer under each of these causes. */
  Set<String> probes(String... causes) {
    Set<String> probes = new TreeSet<>(answers.getOrDefault(causes[0], Map.of()).keySet());
    for (String cause : causes) {
      probes.retainAll(answers.getOrDefault(cause, Map.of()).keySet());
    }
    return probes;
  }

  /** How many of the answers that a check judged under a cause it failed. */
  Sensitivity sensitivity(String cause, String check) {
    List<Boolean> judged =
        answers.getOrDefault(cause, Map.of()).values().stream()
            .flatMap(List::stream)
            .map(answer -> answer.failed().get(check))
            .filter(Objects::nonNull)
            .toList();
    return new Sensitivity(judged.size(), judged.stream().filter(it -> it).count());
  }

  /** Checks that failed an answer under a cause. */
  Set<String> checksThatSee(String cause) {
    Set<String> checks = new TreeSet<>();
    answers.getOrDefault(cause, Map.of()).values().stream()
        .flatMap(List::stream)
        .forEach(answer ->
            answer
                .failed()
                .forEach((check, failed) -> {
                  if (failed) {
                    checks.add(check);
                  }
                }));
    return checks;
  }
}
