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
    @Nullable RawResponse response = exchange.response();
    if (!(exchange.outcome() instanceof Outcome.Answered(Answer answer)) || response == null) {
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
        .<Scoring>map(probe -> judge(new Subject(target.get(), probe, exchange, answer, response)))
        .orElse(new Unscored(Reason.UNKNOWN_PROBE));
  }

  private static Optional<Probe> probe(Suite suite, String id) {
    return suite.probes().stream().filter(probe -> probe.id().equals(id)).findFirst();
  }

  /** The same for a target and a probe at hand. */
  Scored judge(Subject subject) {
    List<Observation> observations = new ArrayList<>();
    List<Crash> crashes = new ArrayList<>();
    for (CheckUse use : subject.probe().checks()) {
      try {
        Reading reading = read(use.name(), subject);
        observations.add(observation(use.name(), subject, reading));
      } catch (RuntimeException | StackOverflowError e) {
        // Overflow: regular expressions recurse, and answers may be hostile.
        crashes.add(new Crash(use.name(), e.toString()));
      }
    }
    return new Scored(List.copyOf(observations), List.copyOf(crashes));
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

  private static Observation observation(String check, Subject subject, Reading reading) {
    Exchange exchange = subject.exchange();
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
        subject.probe().streamedBy(subject.target()),
        exchange.session().kind() == Session.Kind.BURST ? exchange.session().turns() : null);
  }
}
