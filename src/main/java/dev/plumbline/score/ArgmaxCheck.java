package dev.plumbline.score;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * At temperature 0 every emitted token must be the most probable one of its own response. One trial
 * a response; positions that are numerical ties neither pass nor fail.
 */
final class ArgmaxCheck implements Check {
  static final String NAME = "argmax";

  private static final int SHOWN = 5;
  private static final int SHOWN_OF_TOKEN = 20;

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
    double tieGap = LogprobNoise.tieGap(tokens);
    List<String> failures = new ArrayList<>();
    int best = 0;
    int ties = 0;
    for (int position = 0; position < tokens.size(); position++) {
      Token token = tokens.get(position);
      switch (GreedyStep.of(token, tieGap)) {
        case GreedyStep.Best() -> best++;
        case GreedyStep.Tie() -> ties++;
        case GreedyStep.Unreadable() -> {}
        case GreedyStep.Worse(String better, double gap) ->
            failures.add(
                "%s is %.3f nat below %s".formatted(shown(position, token), gap, quoted(better)));
        case GreedyStep.Missing(int alternatives) ->
            failures.add(
                "%s is not among the top %d".formatted(shown(position, token), alternatives));
      }
    }
    if (failures.isEmpty() && best == 0) {
      return new Reading.NotATrial(
          ties > 0 ? "nothing but numerical ties" : "the response has no usable log-probabilities");
    }
    return new Reading.Trial(
        !failures.isEmpty(), String.join(", ", failures.stream().limit(SHOWN).toList()));
  }

  private static String shown(int position, Token token) {
    return "token " + position + " " + quoted(token.text());
  }

  private static String quoted(String token) {
    return "'" + Excerpt.of(token, SHOWN_OF_TOKEN) + "'";
  }
}
