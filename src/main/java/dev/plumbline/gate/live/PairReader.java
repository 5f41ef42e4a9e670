package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GateRun;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.score.Check;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the checks of a policy read off one side of a pair; pure. */
final class PairReader {
  private static final Logger log = LoggerFactory.getLogger(PairReader.class);

  private final CheckRegistry checks;

  PairReader(CheckRegistry checks) {
    this.checks = checks;
  }

  /** By check; those that the probe does not feed are not in it. */
  Map<String, Side> read(Catalog catalog, Policy policy, Exchange exchange) {
    Optional<Target> target = catalog.target(exchange.target());
    Optional<Suite> suite =
        catalog.suite(exchange.suite()).filter(it -> it.version().equals(exchange.suiteVersion()));
    Optional<Probe> probe = suite.flatMap(it -> probe(it, exchange.probe()));
    return target.isPresent() && probe.isPresent()
        ? each(policy, probe.get(), rule -> side(rule, target.get(), probe.get(), exchange))
        : missing(catalog, policy, exchange.suite(), exchange.probe(), "the catalog changed");
  }

  /** Nothing of all that the probe feeds. */
  static Map<String, Side> missing(
      Catalog catalog, Policy policy, String suite, String probe, String reason) {
    return catalog
        .suite(suite)
        .flatMap(it -> probe(it, probe))
        .map(it -> each(policy, it, _ -> new Side.Missing(reason)))
        .orElseGet(Map::of);
  }

  /** Why a check can read nothing off any probe of the suites here; empty where it can. */
  Optional<String> blind(
      Catalog catalog, List<String> suites, CheckRule rule, Target target) {
    Optional<Check> check = checks.check(rule.check());
    if (check.isEmpty()) {
      return Optional.of("there is no such check");
    }
    String reason = "no probe of the suites asks for it";
    for (String suite : suites) {
      for (Probe probe : catalog.suite(suite).map(Suite::probes).orElseThrow()) {
        if (probe.uses(rule.check()) && probe.fits(target)) {
          Optional<String> why = check.get().inapplicable(target, probe);
          if (why.isEmpty()) {
            return Optional.empty();
          }
          reason = why.get();
        }
      }
    }
    return Optional.of(reason);
  }

  private static Map<String, Side> each(
      Policy policy, Probe probe, Function<CheckRule, Side> read) {
    Map<String, Side> sides = new LinkedHashMap<>();
    policy.checks().stream()
        .filter(rule -> probe.uses(rule.check()))
        .forEach(rule -> sides.put(rule.check(), read.apply(rule)));
    return sides;
  }

  private Side side(CheckRule rule, Target target, Probe probe, Exchange exchange) {
    try {
      return checks
          .check(rule.check())
          .map(check -> side(check, rule, target, probe, exchange))
          .orElseGet(() -> new Side.Missing("there is no such check"));
    } catch (RuntimeException | StackOverflowError e) {
      // Never a success; the scorer dead-letters the same exchange with its cause.
      log.error("check {} is broken on exchange {}", rule.check(), exchange.id(), e);
      return new Side.Missing("the check is broken: " + e);
    }
  }

  private static Side side(
      Check check, CheckRule rule, Target target, Probe probe, Exchange exchange) {
    Optional<String> objection = check.inapplicable(target, probe);
    if (objection.isPresent()) {
      return new Side.Missing(objection.get());
    }
    Side side =
        switch (exchange.outcome()) {
          case Outcome.Answered(Answer answer) when exchange.response() != null ->
              GateRun.side(
                  check.read(new Subject(target, probe, exchange, answer, exchange.response())));
          case Outcome.Refused refused ->
              check
                  .readRefusal(target, probe, refused)
                  .map(GateRun::side)
                  .orElseGet(() -> notAnswered(exchange));
          case Outcome.Answered _,
              Outcome.Throttled _,
              Outcome.TargetError _,
              Outcome.ProberError _,
              Outcome.TimedOut _ ->
              notAnswered(exchange);
        };
    return rule.kind().takes(side)
        ? side
        : new Side.Missing("it reads something else than the policy compares");
  }

  private static Side notAnswered(Exchange exchange) {
    return new Side.Missing("not answered: " + exchange.outcome().word());
  }

  private static Optional<Probe> probe(Suite suite, String id) {
    return suite.probes().stream().filter(probe -> probe.id().equals(id)).findFirst();
  }
}
