package dev.plumbline.triage;

import dev.plumbline.catalog.Labels;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.score.FlaggedExchange;
import dev.plumbline.score.FlaggedExchanges;
import dev.plumbline.score.FlaggedReading;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Exchanges that failed, with whatever answer a test needs. */
final class KeptExchange {
  private KeptExchange() {}

  static FlaggedExchange answering(String id, String text) {
    return ending(
        id, new Outcome.Answered(new Answer(text, "stop", List.of(), null, null, List.of())));
  }

  static FlaggedExchange ending(String id, Outcome outcome) {
    Labels labels = new Labels("model-0", "cloud-0", "gpu", "pool-00");
    Exchange exchange =
        new Exchange(
            id,
            WatchedFleet.HOSTILE,
            labels,
            null,
            null,
            "core",
            "suite-version",
            "capital",
            new Session("s", Session.Kind.FRESH, 0, 1),
            WatchedFleet.NOW,
            Duration.ofMinutes(1),
            WatchedFleet.NOW,
            null,
            Duration.ofSeconds(1),
            outcome,
            null);
    Observation failure =
        new Observation(
            WatchedFleet.CHECK,
            id,
            exchange.target(),
            labels,
            null,
            null,
            "core",
            "capital",
            "s",
            1,
            WatchedFleet.NOW,
            Duration.ofMinutes(1),
            new Reading.Trial(true, "Thai ก at 10"));
    return new FlaggedExchange(exchange, List.of(failure));
  }

  /** Those and no others. */
  record Shelf(List<FlaggedExchange> kept) implements FlaggedExchanges {
    @Override
    public Optional<FlaggedExchange> find(String id) {
      return kept.stream().filter(it -> it.exchange().id().equals(id)).findFirst();
    }

    @Override
    public List<FlaggedReading> newest(String target, int limit) {
      return kept.stream()
          .map(FlaggedExchange::exchange)
          .filter(it -> it.target().equals(target))
          .map(it ->
              new FlaggedReading(
                  it.id(),
                  it.target(),
                  WatchedFleet.CHECK,
                  it.suite(),
                  it.probe(),
                  it.scheduledAt(),
                  "found " + WatchedFleet.HOSTILE))
          .toList();
    }

    @Override
    public List<FlaggedReading> ofProbe(String target, String suite, String probe, int limit) {
      return newest(target, limit).stream()
          .filter(it -> it.suite().equals(suite) && it.probe().equals(probe))
          .toList();
    }
  }
}
