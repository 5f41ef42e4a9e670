package dev.plumbline.score;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Token;
import dev.plumbline.reference.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * At temperature 0 every emitted token must be the most probable one of its own response. One trial
 * a response; positions that are numerical ties neither pass nor fail, and a response that lets us
 * see fewer than half of its positions is no trial, whatever they show.
 */
final class ArgmaxCheck implements Check {
  static final String NAME = "argmax";

  private static final int SHOWN = 5;
  private static final int SHOWN_OF_TOKEN = 20;

  private final References references;

  ArgmaxCheck(References references) {
    this.references = references;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    Sampling sampling = probe.sampling();
    if (!target.capabilities().contains(Capability.LOGPROBS)) {
      return Optional.of("the target returns no log-probabilities");
    }
    if (!target.capabilities().contains(Capability.TEMPERATURE)) {
      return Optional.of("the target takes no temperature, so its answers need not be greedy");
    }
    if (sampling.temperature() == null || sampling.temperature() != 0) {
      return Optional.of("the probe is not sampled at temperature 0");
    }
    if (sampling.topLogprobs() == null || sampling.topLogprobs() < 2) {
      return Optional.of("the probe asks for fewer than 2 top logprobs");
    }
    return Optional.empty();
  }

  @Override
  public Reading read(Subject subject) {
    List<Token> tokens = subject.answer().tokens();
    double tieGap = LogprobNoise.tieGap(tokens, learntNoise(subject));
    List<String> failures = new ArrayList<>();
    int readable = 0;
    int ties = 0;
    for (int position = 0; position < tokens.size(); position++) {
      Token token = tokens.get(position);
      GreedyStep step = GreedyStep.of(token, tieGap);
      switch (step) {
        case GreedyStep.Best() -> readable++;
        case GreedyStep.Tie() -> ties++;
        case GreedyStep.Unreadable() -> {}
        case GreedyStep.Worse _, GreedyStep.Missing _ -> {
          readable++;
          if (failures.size() < SHOWN) {
            failures.add(shown(position, token) + complaint(step));
          }
        }
      }
    }
    if (2 * (readable + ties) < tokens.size() || readable + ties == 0) {
      return new Reading.NotATrial(
          "%d of %d positions have usable log-probabilities"
              .formatted(readable + ties, tokens.size()));
    }
    return readable == 0
        ? new Reading.NotATrial("nothing but numerical ties")
        : new Reading.Trial(!failures.isEmpty(), String.join(", ", failures));
  }

  private double learntNoise(Subject subject) {
    return references
        .of(subject.target().name())
        .map(it -> it.reference().noise().epsilon())
        .orElse(0.0);
  }

  private static String complaint(GreedyStep step) {
    return switch (step) {
      case GreedyStep.Worse(String better, double gap) ->
          " is %.3f nat below %s".formatted(gap, quoted(better));
      case GreedyStep.Missing(int alternatives) ->
          " is not among the top %d".formatted(alternatives);
      case GreedyStep.Best _, GreedyStep.Tie _, GreedyStep.Unreadable _ -> "";
    };
  }

  private static String shown(int position, Token token) {
    return "token " + position + " " + quoted(token.text());
  }

  private static String quoted(String token) {
    return "'" + Excerpt.of(token, SHOWN_OF_TOKEN) + "'";
  }
}
