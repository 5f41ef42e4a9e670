package dev.plumbline.score;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Syntax;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One small fleet, one probe and answers to it. */
final class Given {
  static final Labels LABELS = new Labels("ash", "direct", "tpu", "standard");
  static final String HEADER = "x-served-by";
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Given() {}

  static Target target(Set<Capability> capabilities, IdentityEcho... identity) {
    return new Target(
        LABELS.toString(),
        LABELS,
        "eu-west",
        "b1",
        WireFormat.OPENAI_CHAT,
        URI.create("http://127.0.0.1:9000"),
        "ash-1",
        null,
        List.of(identity),
        200_000,
        capabilities,
        null,
        new Budget(Duration.ofMinutes(1), 2, Duration.ofSeconds(30), 2000, 0.2, 5),
        List.of("core"));
  }

  static Target target() {
    return target(
        EnumSet.allOf(Capability.class), new IdentityEcho.Header(HEADER, "tpu-standard-[0-9]+"));
  }

  static Sampling greedy() {
    return new Sampling(0.0, null, 7L, 64, 5, false);
  }

  static Probe probe(String prompt, Set<String> scripts, Sampling sampling, CheckUse... checks) {
    return new Probe(
        "seasons",
        "core",
        Set.of(),
        List.of(new Probe.Message("user", prompt)),
        List.of(),
        sampling,
        scripts,
        List.of(checks),
        null,
        null);
  }

  /** Feeds every check. */
  static Probe probe() {
    return probe(
        "Name the seasons as a JSON array.",
        Set.of("Latin"),
        greedy(),
        new CheckUse.Plain("foreign-script"),
        new CheckUse.Plain("argmax"),
        new CheckUse.Plain("routing"),
        new CheckUse.Format(Syntax.JSON));
  }

  static Catalog catalog(Target target, Probe probe) {
    return new Catalog(
        "c1",
        List.of(target),
        List.of(new Suite("core", "v1", List.of(probe))),
        new DetectionPolicy(
            1, 1, 0.2, null, Duration.ofMinutes(1), Duration.ofMinutes(2), Map.of()));
  }

  static Catalog catalog() {
    return catalog(target(), probe());
  }

  static Answer answer(String text, Token... tokens) {
    return new Answer(text, "stop", List.of(tokens), "ash-1", new Answer.Usage(9, 4), List.of());
  }

  static RawResponse response(String body) {
    return new RawResponse(
        200, Map.of(HEADER, List.of("tpu-standard-1")), body, false, false, List.of(1500L));
  }

  static Token token(String text, double logprob, Token.Alternative... top) {
    return new Token(text, null, logprob, List.of(top));
  }

  static Token.Alternative alternative(String text, double logprob) {
    return new Token.Alternative(text, null, logprob);
  }

  static Subject subject(Target target, Probe probe, Answer answer, RawResponse response) {
    return new Subject(target, probe, exchange("x1", answer), answer, response);
  }

  /** A healthy answer to {@link #probe()}. */
  static Answer healthy() {
    return answer(
        "[\"spring\"]",
        token("[\"", -0.01, alternative("[\"", -0.01), alternative("[", -4.7)),
        token("spring", -0.1, alternative("spring", -0.1), alternative("Spring", -2.5)));
  }

  /** The same with one letter of another script. */
  static Answer corrupted() {
    return answer("[\"sprสing\"]", healthy().tokens().toArray(new Token[0]));
  }

  static Exchange exchange(String id, Outcome outcome) {
    return exchange(id, NOON, outcome);
  }

  static Exchange exchange(String id, Instant at, Outcome outcome) {
    return new Exchange(
        id,
        LABELS.toString(),
        LABELS,
        "eu-west",
        "b1",
        "core",
        "v1",
        "seasons",
        new Session("s1", Session.Kind.STICKY, 2, 5),
        at,
        Duration.ofMinutes(1),
        at.plusMillis(3),
        Duration.ofMillis(120),
        Duration.ofMillis(450),
        outcome,
        response("{\"id\":\"chatcmpl-1\"}"));
  }

  static Exchange exchange(String id, Answer answer) {
    return exchange(id, new Outcome.Answered(answer));
  }

  static Exchange exchange(String id, Instant at, Answer answer) {
    return exchange(id, at, new Outcome.Answered(answer));
  }
}
