package dev.plumbline.score;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import dev.plumbline.topic.UnreadableRecordException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores one exchange kept in a file, as the topic {@code probe.exchanges.v1} writes it. */
public final class ExchangeFileScorer {
  private final Scorer scorer;

  public ExchangeFileScorer(CheckRegistry registry) {
    scorer = new Scorer(registry);
  }

  /**
   * What each check of the probe reads; nothing where the outcome says nothing of quality.
   *
   * @param target null where unknown: then it can do everything and echoes no identity
   * @throws BadInputException if the file cannot be read or holds no exchange
   * @throws IllegalStateException if a check is broken
   */
  public List<CheckReading> score(Path file, Probe probe, @Nullable Target target)
      throws BadInputException {
    return score(read(file), probe, target);
  }

  /** The same for an exchange at hand. */
  public List<CheckReading> score(Exchange exchange, Probe probe, @Nullable Target target) {
    Target asked = target == null ? capable(exchange) : target;
    return switch (scorer.judge(asked, probe, exchange)) {
      case Unscored _ -> List.of();
      case Scored scored ->
          scored.orThrow().stream()
              .map(observation -> new CheckReading(observation.check(), observation.reading()))
              .toList();
    };
  }

  private static Exchange read(Path file) throws BadInputException {
    try {
      return ProbeTopics.EXCHANGES.decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (UnreadableRecordException e) {
      throw new BadInputException(file + ": not an exchange: " + e.getMessage(), e);
    }
  }

  private static Target capable(Exchange exchange) {
    return new Target(
        exchange.target(),
        exchange.labels(),
        exchange.region(),
        exchange.build(),
        WireFormat.OPENAI_CHAT,
        URI.create("unknown:target"),
        "unknown",
        null,
        List.of(),
        Integer.MAX_VALUE,
        EnumSet.allOf(Capability.class),
        null,
        new Budget(exchange.interval(), 1, Duration.ofMinutes(1), 0, 0, 1),
        List.of(exchange.suite()));
  }
}
