package dev.plumbline.reference;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.Token;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A pool whose answers follow a simple law: each probe has an answer of twenty units; at one of
 * them it may as well say another word; everywhere else it leads by three nats or more. Leads at
 * one position vary by a hundredth of a nat.
 */
public final class SimulatedPool {
  public static final String SUITE = "core";
  public static final String VERSION = "v1";
  public static final int UNITS = 20;
  private static final int FORK = 7;
  private static final double NOISE = 0.01;
  private static final Instant NOON = Instant.parse("2025-08-29T12:00:00Z");

  private final String name;
  private final SplittableRandom random;
  private final double shift;
  private final boolean logprobs;
  private long exchanges;

  /**
   * Seeded.
   *
   * @param shift how far the lead at each position lies from a healthy pool's, in nats: up at one,
   *     down at the next, always the same; 0 for a healthy one
   * @param logprobs whether the target returns tokens
   */
  public SimulatedPool(String name, long seed, double shift, boolean logprobs) {
    this.name = name;
    this.random = new SplittableRandom(seed);
    this.shift = shift;
    this.logprobs = logprobs;
  }

  public Target target() {
    return new Target(
        name,
        new Labels("ash", "cloud", "tpu", "tpu-a"),
        null,
        "build-7",
        WireFormat.OPENAI_CHAT,
        URI.create("http://127.0.0.1:1/v1"),
        "ash-1",
        null,
        List.of(),
        1000,
        logprobs
            ? Set.of(Capability.LOGPROBS, Capability.TEMPERATURE)
            : Set.of(Capability.TEMPERATURE),
        null,
        new Budget(Duration.ofMinutes(1), 1, Duration.ofMinutes(1), 0, 0, 1),
        List.of(SUITE));
  }

  public static Suite suite(int probes, String... checks) {
    return new Suite(
        SUITE,
        VERSION,
        IntStream.range(0, probes).mapToObj(number -> probe(number, checks)).toList());
  }

  public static Probe probe(int number, String... checks) {
    return new Probe(
        "p" + number,
        "core",
        Set.of(),
        List.of(new Probe.Message("user", "question " + number)),
        List.of(),
        new Sampling(0.0, null, 7L, 64, 5, false),
        Set.of("Latin"),
        Set.of(checks).stream().sorted().<CheckUse>map(CheckUse.Plain::new).toList(),
        null,
        null);
  }

  /** A healthy answer, or one of the shifted pool. */
  public Exchange answer(int probe) {
    return exchange(probe, units(probe));
  }

  /** The same but for one unit, which is another word. */
  public Exchange answerWithWrongUnit(int probe, int position, String word) {
    List<Token> units = new ArrayList<>(units(probe));
    Token right = units.get(position);
    units.set(position, new Token(word, null, right.logprob(), right.top()));
    return exchange(probe, units);
  }

  private List<Token> units(int probe) {
    List<Token> units = new ArrayList<>();
    for (int i = 0; i < UNITS; i++) {
      boolean fork = i == FORK;
      String usual = "w%d.%d ".formatted(probe, i);
      String other = "o%d.%d ".formatted(probe, i);
      boolean swapped = fork && random.nextBoolean();
      double offset = (i % 2 == 0 ? shift : -shift) + NOISE * random.nextGaussian();
      double logprob = fork ? -0.69 : -0.02;
      double runnerUp = logprob - offset - (fork ? 0.1 : 3 + (probe + i) % 5);
      String said = swapped ? other : usual;
      units.add(
          new Token(
              said,
              null,
              logprob,
              List.of(
                  new Token.Alternative(said, null, logprob),
                  new Token.Alternative(swapped ? usual : other, null, runnerUp))));
    }
    return units;
  }

  private Exchange exchange(int probe, List<Token> units) {
    StringBuilder text = new StringBuilder();
    units.forEach(unit -> text.append(unit.text()));
    Instant at = NOON.plusSeconds(exchanges);
    exchanges++;
    return new Exchange(
        "%s-%d".formatted(name, exchanges),
        name,
        target().labels(),
        null,
        "build-7",
        SUITE,
        VERSION,
        "p" + probe,
        new Session("s" + exchanges, Session.Kind.FRESH, 0, 1),
        at,
        Duration.ofMinutes(1),
        at,
        null,
        Duration.ofMillis(100),
        new Outcome.Answered(
            new Answer(
                text.toString(),
                "stop",
                logprobs ? List.copyOf(units) : List.of(),
                "ash-1",
                new Answer.Usage(9, UNITS),
                List.of())),
        new RawResponse(200, Map.of(), "{}", false, false, List.of()));
  }

  /** A reference of {@code probes} probes, each drawn so often in each capture. */
  public Reference reference(int probes, int draws, Set<String> border)
      throws UnusableCaptureException {
    ReferenceBuilder builder = new ReferenceBuilder(target(), "soaked, Kim", border);
    for (int draw = 0; draw < draws; draw++) {
      for (int probe = 0; probe < probes; probe++) {
        builder.first(answer(probe));
        builder.second(answer(probe));
      }
    }
    return builder.build();
  }
}
