package dev.plumbline.corpus;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often healthy greedy answers to one prompt differ between numerics: batch sizes of one
 * accelerator, and accelerators. Two answers are compared up to the first token in which they
 * differ, for from there on they go on after different beginnings.
 */
final class Disagreement {
  /** By model and probe, then by numerics: the first answer of each. */
  private final Map<String, Map<String, List<Token>>> said = new LinkedHashMap<>();

  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final Margins margins = new Margins();

  /**
   * Answers of one numerics against another's.
   *
   * @param steps compared
   * @param flips steps at which another token was the most probable one
   * @param answers compared
   */
  public record Pair(String numerics, String against, long steps, long flips, long answers) {
    double ofSteps() {
      return steps == 0 ? 0 : (double) flips / steps;
    }

    /** Share of the answers that differ anywhere: each has one flip at most. */
    double ofAnswers() {
      return answers == 0 ? 0 : (double) flips / answers;
    }
  }

  private static final class Count {
    private long steps;
    private long flips;
    private long answers;
  }

  void take(Specimen specimen, Answer answer) {
    if (answer.tokens().isEmpty()) {
      return;
    }
    String numerics =
        "%s, batch of %d".formatted(specimen.exchange().labels().accelerator(), specimen.batch());
    Map<String, List<Token>> others =
        said.computeIfAbsent(
            specimen.exchange().labels().model() + " " + specimen.probe(),
            _ -> new LinkedHashMap<>());
    if (others.containsKey(numerics)) {
      return;
    }
    others.forEach((against, tokens) -> compare(numerics + "|" + against, answer.tokens(), tokens));
    others.put(numerics, answer.tokens());
  }

  private void compare(String pair, List<Token> one, List<Token> other) {
    Count count = counts.computeIfAbsent(pair, _ -> new Count());
    count.answers++;
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      boolean flips = !one.get(i).text().equals(other.get(i).text());
      count.steps++;
      margin(other.get(i)).ifPresent(margin -> margins.add(margin, flips));
      if (flips) {
        count.flips++;
        return;
      }
    }
    // One went on where the other ended: the end is a token too, though none is listed.
    if (one.size() != other.size()) {
      count.steps++;
      count.flips++;
    }
  }

  /** Lead of the most probable token over the next, in nats. */
  private static Optional<Double> margin(Token token) {
    if (token.top().size() < 2) {
      return Optional.empty();
    }
    Double first = token.top().get(0).logprob();
    Double second = token.top().get(1).logprob();
    return first == null || second == null ? Optional.empty() : Optional.of(first - second);
  }

  List<Pair> pairs() {
    return counts.entrySet().stream()
        .map(entry -> {
          String[] names = entry.getKey().split("\\|", 2);
          Count count = entry.getValue();
          return new Pair(names[0], names[1], count.steps, count.flips, count.answers);
        })
        .toList();
  }

  List<Margins.Bin> margins() {
    return margins.bins();
  }
}
