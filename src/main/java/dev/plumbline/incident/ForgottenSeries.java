package dev.plumbline.incident;

import dev.plumbline.detect.Detection;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.ForgottenAlarm;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.stats.ClopperPearson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Sees to open incidents whose series begin anew, since Kafka was lost: their detectors do not know
 * that they alarmed, so none will say that it is over. An incident stays open until the evidence
 * gathered since then shows health; it is neither forgotten with the evidence nor open for ever.
 */
class ForgottenSeries {
  private static final Logger log = LoggerFactory.getLogger(ForgottenSeries.class);
  private static final double CONFIDENCE = 0.95;

  private final Function<SeriesKey, Optional<Evidence>> evidence;
  private final SeriesOnsets onsets;
  private final IncidentStore incidents;
  private final Ledger ledger;

  ForgottenSeries(
      Function<SeriesKey, Optional<Evidence>> evidence,
      SeriesOnsets onsets,
      IncidentStore incidents,
      Ledger ledger) {
    this.evidence = evidence;
    this.onsets = onsets;
    this.incidents = incidents;
    this.ledger = ledger;
  }

  @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
  void look() {
    try {
      onsets.current().keySet().stream()
          .flatMap(series -> evidence.apply(series).stream())
          .filter(ForgottenAlarm::possible)
          .forEach(this::look);
    } catch (DataAccessException e) {
      log.warn("incidents are not looked after while the database is away: {}", e.getMessage());
    }
  }

  private void look(Evidence stands) {
    Optional<Detection> health = health(stands, incidents.openTracks(stands.series()));
    health.ifPresent(cleared -> {
      log.info(
          "{} began anew at rest, and {} trials since show health",
          Words.series(cleared.series()),
          cleared.trials());
      ledger.clear(cleared);
    });
  }

  private static Optional<Detection> health(Evidence stands, List<SeriesTrack> tracks) {
    return tracks.stream()
        .map(SeriesTrack::lastUntil)
        .max(Instant::compareTo)
        .flatMap(alarmed ->
            ForgottenAlarm.cleared(
                stands,
                alarmed,
                tracks.stream().mapToDouble(ForgottenSeries::effectLower).min().orElse(0)));
  }

  /** Of all its stretches: one alone is of few trials where a fault pages again and again. */
  private static double effectLower(SeriesTrack track) {
    Counts total = track.total();
    long trials = -2L * total.stretches();
    long failures = -2L * total.stretches();
    for (Counts.Leaf leaf : total.leaves()) {
      if (Counts.Leaf.holds(track.series().slice(), leaf.leaf())) {
        trials += leaf.trials();
        failures += leaf.failures();
      }
    }
    return failures <= 0 ? 0 : ClopperPearson.of(failures, trials, CONFIDENCE).lower();
  }
}
