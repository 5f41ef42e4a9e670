package dev.plumbline.score;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.score.Scoring.Crash;
import dev.plumbline.score.Scoring.Reason;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an exchange into observations; pure. */
public final class Scorer {
  private final CheckRegistry registry;

  public Scorer(CheckRegistry registry) {
    this.registry = registry;
  }

  /**
   * One observation for each check that the exchange's probe feeds. A check that can say nothing
   * here gives one that is not a trial. None at all if nothing was answered, or if the catalog no
   * longer holds the target or the probe, or holds the suite in another version: the answer would
   * be judged against a question it was not given.
   *
   * @throws IllegalStateException if a check is broken
   */
  public List<Observation> score(Catalog catalog, Exchange exchange) {
    return switch (judge(catalog, exchange)) {
      case Unscored _ -> List.of();
      case Scored scored -> scored.orThrow();
    };
  }

  Scoring judge(Catalog catalog, Exchange exchange) {
    if (!mayBeScored(exchange.outcome())) {
      return new Unscored(Reason.NOT_ANSWERED);
    }
    Optional<Target> target = catalog.target(exchange.target());
    if (target.isEmpty()) {
      return new Unscored(Reason.UNKNOWN_TARGET);
    }
    Optional<Suite> suite = catalog.suite(exchange.suite());
    if (suite.isPresent() && !suite.get().version().equals(exchange.suiteVersion())) {
      return new Unscored(Reason.SUITE_CHANGED);
    }
    return suite
        .flatMap(known -> probe(known, exchange.probe()))
        .map(probe -> judge(target.get(), probe, exchange))
        .orElse(new Unscored(Reason.UNKNOWN_PROBE));
  }

  private static boolean mayBeScored(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered _, Outcome.Refused _ -> true;
      case Outcome.Throttled _, Outcome.TargetError _, Outcome.ProberError _, Outcome.TimedOut _ ->
          false;
    };
  }

  /** The same for a target and a probe at hand. */
  Scoring judge(Target target, Probe probe, Exchange exchange) {
    @Nullable RawResponse response = exchange.response();
    return switch (exchange.outcome()) {
      case Outcome.Answered(Answer answer) when response != null ->
          judge(new Subject(target, probe, exchange, answer, response));
      case Outcome.Refused refused -> judgeRefusal(target, probe, exchange, refused);
      case Outcome.Answered _,
          Outcome.Throttled _,
          Outcome.TargetError _,
          Outcome.ProberError _,
          Outcome.TimedOut _ ->
          new Unscored(Reason.NOT_ANSWERED);
    };
  }

  private static Optional<Probe> probe(Suite suite, String id) {
    return suite.probes().stream().filter(probe -> probe.id().equals(id)).findFirst();
  }

  private Scored judge(Subject subject) {
    List<Observation> observations = new ArrayList<>();
    List<Crash> crashes = new ArrayList<>();
    for (CheckUse use : subject.probe().checks()) {
      try {
        Reading reading = read(use.name(), subject);
        observations.add(
            observation(
                use.name(), subject.target(), subject.probe(), subject.exchange(), reading));
      } catch (RuntimeException | StackOverflowError e) {
        // Overflow: regular expressions recurse, and answers may be hostile.
        crashes.add(new Crash(use.name(), e.toString()));
      }
    }
    return new Scored(List.copyOf(observations), List.copyOf(crashes));
  }

  /** Mostly availability; of a question that has to be refused it is a healthy trial. */
  private Scoring judgeRefusal(
      Target target, Probe probe, Exchange exchange, Outcome.Refused refused) {
    List<Observation> observations =
        probe.checks().stream()
            .flatMap(use ->
                registry
                    .check(use.name())
                    .flatMap(check -> check.readRefusal(target, probe, refused))
                    .map(reading -> observation(use.name(), target, probe, exchange, reading))
                    .stream())
            .toList();
    return observations.isEmpty()
        ? new Unscored(Reason.NOT_ANSWERED)
        : new Scored(observations, List.of());
  }

  private Reading read(String name, Subject subject) {
    Optional<Check> check = registry.check(name);
    if (check.isEmpty()) {
      return new Reading.NotATrial("no check is called " + name);
    }
    return check
        .get()
        .inapplicable(subject.target(), subject.probe())
        .<Reading>map(Reading.NotATrial::new)
        .orElseGet(() -> check.get().read(subject));
  }

  private static Observation observation(
      String check, Target target, Probe probe, Exchange exchange, Reading reading) {
    return new Observation(
        check,
        exchange.id(),
        exchange.target(),
        exchange.labels(),
        exchange.region(),
        exchange.build(),
        exchange.suite(),
        exchange.probe(),
        exchange.session().id(),
        exchange.session().turns(),
        exchange.scheduledAt(),
        exchange.interval(),
        reading,
        exchange.streamed() == null ? (Boolean) probe.streamedBy(target) : exchange.streamed(),
        exchange.session().kind() == Session.Kind.BURST ? exchange.session().turns() : null,
        PrefixCache.of(target, exchange),
        exchange.location());
  }
}
