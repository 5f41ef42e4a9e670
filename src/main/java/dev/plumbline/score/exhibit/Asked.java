package dev.plumbline.score.exhibit;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.wire.RequestAgain;
import java.util.Optional;

/**
 * What was asked of whom, as far as the catalog in force still says: exchanges name their request
 * by the version of its suite and do not copy it.
 *
 * @param caveat why the request is not the one that was sent, or not known; empty where it is the
 *     very one
 */
record Asked(
    Optional<Target> target, Optional<Probe> probe, Optional<RequestAgain> request, String caveat) {

  static Asked of(Exchange exchange, Catalog catalog) {
    Optional<Target> target = catalog.target(exchange.target());
    Optional<Suite> suite =
        catalog.suites().stream().filter(it -> it.name().equals(exchange.suite())).findFirst();
    Optional<Probe> probe =
        suite.stream()
            .flatMap(it -> it.probes().stream())
            .filter(it -> it.id().equals(exchange.probe()))
            .findFirst();
    return new Asked(
        target,
        probe,
        target.flatMap(it ->
            probe.map(one -> RequestAgain.of(it, asAsked(one, exchange), exchange.session()))),
        caveat(exchange, target, suite, probe));
  }

  private static Probe asAsked(Probe probe, Exchange exchange) {
    return exchange.streamed() == null ? probe : probe.streamed(exchange.streamed());
  }

  private static String caveat(
      Exchange exchange, Optional<Target> target, Optional<Suite> suite, Optional<Probe> probe) {
    if (target.isEmpty()) {
      return "the catalog in force has no target %s: the request is not known any more"
          .formatted(exchange.target());
    }
    if (probe.isEmpty()) {
      return "the catalog in force has no probe %s/%s: the request is not known any more"
          .formatted(exchange.suite(), exchange.probe());
    }
    return suite
        .filter(it -> !it.version().equals(exchange.suiteVersion()))
        .map(it ->
            "the request is that of suite version %s, which is in force now; sent was that of %s"
                .formatted(it.version(), exchange.suiteVersion()))
        .orElse("");
  }

  /** A script that sends the request again, or says why it cannot. */
  String script(String requestFile) {
    return request
        .map(it -> it.script(requestFile))
        .orElseGet(() ->
            """
            #!/bin/sh
            echo '%s' >&2
            exit 1
            """
                .formatted(caveat.replace("'", " ")));
  }
}
