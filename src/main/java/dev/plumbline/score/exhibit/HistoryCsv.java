package dev.plumbline.score.exhibit;

import dev.plumbline.score.FlaggedReading;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the same probe failed on the same target before; answers that failed nothing are not kept.
 */
final class HistoryCsv {
  private HistoryCsv() {}

  static String of(List<FlaggedReading> readings) {
    return Csv.line(Stream.of("scheduled_at", "exchange", "check", "found"))
        + readings.stream()
            .map(reading ->
                Csv.line(
                    Stream.of(
                        reading.scheduledAt().toString(),
                        reading.exchange(),
                        reading.check(),
                        Csv.exact(reading.found()))))
            .collect(Collectors.joining());
  }
}
