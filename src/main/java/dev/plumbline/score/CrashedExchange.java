package dev.plumbline.score;

import dev.plumbline.probe.Exchange;
import dev.plumbline.score.Scoring.Crash;
import java.util.List;
import java.util.stream.Collectors;

/** An exchange on which a check broke; the other checks' observations are published as usual. */
record CrashedExchange(Exchange exchange, List<Crash> crashes) {
  String cause() {
    return crashes.stream()
        .map(crash -> crash.check() + ": " + crash.cause())
        .collect(Collectors.joining("; "));
  }
}
