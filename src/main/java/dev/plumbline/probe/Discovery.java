package dev.plumbline.probe;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Context;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a target can be asked for: it is asked for each thing alone, once, in a few
 * tokens. Many servers pass over what they do not know, so that taking a parameter proves little;
 * what shows in the answer is proof.
 */
public final class Discovery {
  private static final Suite SUITE = new Suite("discovery", "1", List.of());
  private static final Session ANYONES = new Session("anyone", Session.Kind.FRESH, 0, 1);
  private static final int MAX_TOKENS = 16;
  private static final int TOP = 2;
  private static final int FEW_WORDS = 120;
  private static final int MANY_WORDS = 1200;

  private final ProbeOnce once;

  public Discovery(ProbeOnce once) {
    this.once = once;
  }

  /** What came of asking for one thing. */
  public enum Verdict {
    /** It shows in the answer. */
    SHOWN,
    /** It was taken, and nothing in an answer could show whether it was heeded. */
    TAKEN,
    /** It was taken, and what should show did not. */
    IGNORED,
    /** The target's wire format has no word for it. */
    ABSENT,
    /** With it the request was declined. */
    REFUSED,
    /** Something else went wrong. */
    UNKNOWN
  }

  /**
   * One thing asked for.
   *
   * @param capability null: nothing beside the question
   * @param exchange that of the question alone, where nothing was asked
   */
  public record Finding(@Nullable Capability capability, Verdict verdict, Exchange exchange) {}

  /**
   * Asks, first for nothing beside an answer; where that fails, for no more.
   *
   * @param found told each finding as it comes
   */
  public List<Finding> discover(Target target, Consumer<Finding> found) {
    List<Finding> findings = new ArrayList<>();
    add(findings, found, plainly(target));
    if (findings.getFirst().verdict() == Verdict.SHOWN) {
      for (Capability capability : Capability.values()) {
        add(
            findings,
            found,
            changesNothing(target, capability)
                ? new Finding(capability, Verdict.ABSENT, findings.getFirst().exchange())
                : finding(target, capability));
      }
    }
    return List.copyOf(findings);
  }

  /** What the catalog should say: all that showed, and what was taken and cannot show. */
  public static Set<Capability> capabilities(List<Finding> findings) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Finding finding : findings) {
      Capability capability = finding.capability();
      boolean has = finding.verdict() == Verdict.SHOWN || finding.verdict() == Verdict.TAKEN;
      if (capability != null && has) {
        capabilities.add(capability);
      }
    }
    return capabilities;
  }

  /**
   * Tokens that the target's tokenizer makes of a word of a long context: of two contexts of
   * different length, by what the target counts. Empty where it counts nothing.
   */
  public OptionalDouble tokensPerWord(Target target) {
    OptionalInt few = promptTokens(target, FEW_WORDS);
    OptionalInt many = promptTokens(target, MANY_WORDS);
    return few.isEmpty() || many.isEmpty() || many.getAsInt() <= few.getAsInt()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) (many.getAsInt() - few.getAsInt()) / (MANY_WORDS - FEW_WORDS));
  }

  private OptionalInt promptTokens(Target target, int words) {
    Probe plain = probe(Set.of());
    Probe asked = plain.after(Context.filler(words));
    Exchange exchange = once.ask(target.able(Set.of()), SUITE, asked);
    return exchange.outcome() instanceof Outcome.Answered(Answer answer) && answer.usage() != null
        ? OptionalInt.of(answer.usage().promptTokens())
        : OptionalInt.empty();
  }

  private static void add(List<Finding> findings, Consumer<Finding> found, Finding finding) {
    findings.add(finding);
    found.accept(finding);
  }

  private Finding plainly(Target target) {
    Exchange exchange = ask(target, Set.of());
    return new Finding(null, verdict(exchange, true), exchange);
  }

  private Finding finding(Target target, Capability capability) {
    Exchange exchange = ask(target, asked(capability));
    return new Finding(capability, verdict(capability, exchange), exchange);
  }

  private static boolean changesNothing(Target target, Capability capability) {
    Set<Capability> without = EnumSet.copyOf(asked(capability));
    without.remove(capability);
    return encoded(target, asked(capability)).equals(encoded(target, without));
  }

  private static WireCodec.WireRequest encoded(Target target, Set<Capability> capabilities) {
    return WireCodecs.of(target.wireFormat())
        .encode(target.able(capabilities), probe(capabilities), ANYONES);
  }

  /** Log-probabilities of the prompt come with those of the answer. */
  private static Set<Capability> asked(Capability capability) {
    return capability == Capability.PROMPT_LOGPROBS
        ? EnumSet.of(Capability.LOGPROBS, capability)
        : EnumSet.of(capability);
  }

  private Exchange ask(Target target, Set<Capability> capabilities) {
    return once.ask(target.able(capabilities), SUITE, probe(capabilities));
  }

  private static Probe probe(Set<Capability> capabilities) {
    return new Probe(
        "discovery",
        "discovery",
        Set.of(),
        List.of(new Probe.Message("user", "Say hello.")),
        List.of(),
        new Sampling(0.0, null, 7L, MAX_TOKENS, TOP, capabilities.contains(Capability.STREAM)),
        Set.of(),
        List.of(),
        null,
        null);
  }

  private static Verdict verdict(Capability capability, Exchange exchange) {
    return switch (capability) {
      case LOGPROBS ->
          verdict(
              exchange,
              exchange.outcome() instanceof Outcome.Answered(Answer answer)
                  && answer.tokens().stream().anyMatch(token -> !token.top().isEmpty()));
      case STREAM -> verdict(exchange, exchange.timeToFirstToken() != null);
      case TOKEN_IDS -> verdict(exchange, holds(exchange, "\"token_ids\"\\s*:\\s*\\["));
      case PROMPT_LOGPROBS ->
          verdict(
              exchange,
              holds(
                  exchange,
                  "\"(prompt_logprobs|prefill|input_token_logprobs)\"\\s*:\\s*\\[\\s*[^\\]\\s]"));
      case TEMPERATURE, SEED, CACHE_SALT ->
          verdict(exchange, true) == Verdict.SHOWN ? Verdict.TAKEN : verdict(exchange, true);
    };
  }

  private static boolean holds(Exchange exchange, String regex) {
    RawResponse response = exchange.response();
    return response != null && Pattern.compile(regex).matcher(response.body()).find();
  }

  private static Verdict verdict(Exchange exchange, boolean shown) {
    return switch (exchange.outcome()) {
      case Outcome.Answered _ -> shown ? Verdict.SHOWN : Verdict.IGNORED;
      case Outcome.Refused _ -> Verdict.REFUSED;
      case Outcome.Throttled _, Outcome.TargetError _, Outcome.ProberError _, Outcome.TimedOut _ ->
          Verdict.UNKNOWN;
    };
  }
}
