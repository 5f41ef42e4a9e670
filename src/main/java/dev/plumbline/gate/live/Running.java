package dev.plumbline.gate.live;

import dev.plumbline.gate.Policy;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Pairs;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * An evaluation that has not ended.
 *
 * @param suites probes are drawn from
 * @param begins when pair 0 is due, about
 * @param interval between pairs
 * @param judged pairs that have been
 */
record Running(
    String id,
    GateRequest request,
    Policy policy,
    List<String> suites,
    Instant begins,
    Duration interval,
    long judged,
    int attempt) {

  Running {
    suites = List.copyOf(suites);
  }

  /** So long a demand is written ahead; it ends by itself when nobody prolongs it. */
  static final Duration AHEAD = Duration.ofMinutes(1);

  private static final long MOST_PAIRS = 10_000_000;

  /** What workers are to ask for it until a time. */
  Demand demand(Instant until) {
    List<String> checks = policy.checks().stream().map(it -> it.check()).toList();
    return new Demand(
        request.candidate(),
        checks,
        1,
        begins,
        until.truncatedTo(ChronoUnit.SECONDS),
        "gate %s asks for build %s".formatted(request.gate(), request.build()),
        new Pairs(
            id,
            request.baseline(),
            suites,
            interval,
            Math.min(policy.budget().mostPairs(), MOST_PAIRS)));
  }

  /** That covers all of it: for its numbering alone, which does not depend on the end. */
  Demand whole() {
    return demand(begins.plus(Duration.ofDays(1)));
  }
}
