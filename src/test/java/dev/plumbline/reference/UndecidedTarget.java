package dev.plumbline.reference;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A target whose answer is one token, drawn by a law that the prompt names: the shares of the
 * tokens a, b, c…, the last one having what is left. Where it is asked for log-probabilities, it
 * tells the lead of the first token over the second by the shares.
 */
final class UndecidedTarget implements ReferenceCapture.Asking {
  /** Nobody is undecided. */
  static final String SURE = "1";

  private static final Instant NOON = Instant.parse("2025-08-29T12:00:00Z");

  private final SplittableRandom random;
  private final List<String> asked = new ArrayList<>();

  UndecidedTarget(long seed) {
    random = new SplittableRandom(seed);
  }

  static Target target(boolean logprobs) {
    return new SimulatedPool("ash/cloud/tpu/tpu-a", 1, 0, logprobs).target();
  }

  /** Different prompts of the same law. */
  static List<String> prompts(int count, String law) {
    return IntStream.range(0, count).mapToObj(i -> "%s #%d".formatted(law, i)).toList();
  }

  /** Share of the second token by the prompt's law. */
  static double second(String prompt) {
    return shares(prompt).get(1);
  }

  int asked() {
    return asked.size();
  }

  @Override
  public synchronized Exchange ask(Target target, Suite suite, Probe probe) {
    String prompt = probe.messages().getFirst().content();
    asked.add(prompt);
    boolean leads =
        target.capabilities().contains(Capability.LOGPROBS)
            && probe.sampling().topLogprobs() != null;
    String said = draw(shares(prompt));
    Answer answer =
        new Answer(
            said,
            "length",
            leads ? List.of(token(prompt, said)) : List.of(),
            null,
            null,
            List.of());
    return exchange(target, suite, probe, new Outcome.Answered(answer));
  }

  static Exchange exchange(Target target, Suite suite, Probe probe, Outcome outcome) {
    return new Exchange(
        "1",
        target.name(),
        target.labels(),
        null,
        null,
        suite.name(),
        suite.version(),
        probe.id(),
        new Session("s", Session.Kind.FRESH, 0, 1),
        NOON,
        Duration.ofMinutes(1),
        NOON,
        null,
        Duration.ofMillis(100),
        outcome,
        null);
  }

  private static Token token(String prompt, String said) {
    List<Double> shares = shares(prompt);
    double second = shares.size() > 1 ? shares.get(1) : 1e-9;
    return new Token(
        said,
        null,
        Math.log(shares.getFirst()),
        List.of(
            new Token.Alternative(said, null, Math.log(shares.getFirst())),
            new Token.Alternative("other", null, Math.log(second))));
  }

  private String draw(List<Double> shares) {
    double left = random.nextDouble();
    int token = 0;
    while (token < shares.size() - 1 && left >= shares.get(token)) {
      left -= shares.get(token);
      token++;
    }
    return Character.toString('a' + token);
  }

  private static List<Double> shares(String prompt) {
    return List.of(prompt.substring(0, prompt.indexOf(" #")).split("/")).stream()
        .map(Double::valueOf)
        .toList();
  }
}
