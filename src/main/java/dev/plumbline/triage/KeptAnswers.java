package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.score.AnswerMarks;
import dev.plumbline.score.FlaggedExchange;
import dev.plumbline.score.FlaggedExchanges;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.triage.KeptAnswer.Failure;
import dev.plumbline.triage.KeptAnswer.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts kept answers beside what was expected. */
final class KeptAnswers {
  /** More of an answer than this is read elsewhere. */
  static final int MOST_CHARS = 4_000;

  private final FlaggedExchanges exchanges;
  private final CatalogSource catalogs;

  KeptAnswers(FlaggedExchanges exchanges, CatalogSource catalogs) {
    this.exchanges = exchanges;
    this.catalogs = catalogs;
  }

  /** Empty where it is no longer kept. */
  Optional<KeptAnswer> find(String exchange) {
    return exchanges.find(exchange).map(this::beside);
  }

  private KeptAnswer beside(FlaggedExchange flagged) {
    Exchange exchange = flagged.exchange();
    Catalog catalog = catalogs.current();
    Optional<Suite> suite = catalog.suite(exchange.suite());
    Optional<Probe> probe =
        suite.flatMap(known ->
            known.probes().stream().filter(it -> it.id().equals(exchange.probe())).findFirst());
    String text = text(exchange.outcome());
    return new KeptAnswer(
        exchange.id(),
        exchange.target(),
        exchange.suite(),
        exchange.probe(),
        exchange.scheduledAt(),
        probe.map(it -> it.messages().getLast().content()).orElse(null),
        probe.map(Probe::example).orElse(null),
        suite.filter(it -> it.version().equals(exchange.suiteVersion())).isEmpty(),
        exchange.outcome().word(),
        pieces(exchange.outcome(), text, probe.orElse(null)),
        text.length() > MOST_CHARS,
        flagged.observations().stream()
            .filter(Observation::failed)
            .map(it -> new Failure(it.check(), found(it.reading())))
            .toList());
  }

  private static String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(Answer answer) -> answer.text() + calls(answer);
      case Outcome.Refused(int status, String detail, _) -> status + " " + detail;
      case Outcome.TargetError(Integer status, String detail, _) ->
          (status == null ? "" : status + " ") + detail;
      case Outcome.ProberError(String detail, _) -> detail;
      case Outcome.Throttled throttled -> String.valueOf(throttled.status());
      case Outcome.TimedOut(String phase) -> phase;
    };
  }

  private static String calls(Answer answer) {
    StringBuilder calls = new StringBuilder();
    answer
        .toolCalls()
        .forEach(call -> calls.append("\n→ %s(%s)".formatted(call.name(), call.arguments())));
    return calls.toString();
  }

  private static List<Piece> pieces(Outcome outcome, String text, @Nullable Probe probe) {
    List<AnswerMarks.Mark> marks = List.of();
    if (probe != null && outcome instanceof Outcome.Answered(Answer answer)) {
      marks = AnswerMarks.of(probe, answer);
      String example = probe.example();
      if (marks.isEmpty() && example != null) {
        marks = parting(answer.text(), example).stream().toList();
      }
    }
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int end = wholeChars(text, MOST_CHARS);
    for (AnswerMarks.Mark mark : marks) {
      if (mark.to() <= end) {
        pieces.add(new Piece(text.substring(at, mark.from()), null));
        pieces.add(new Piece(text.substring(mark.from(), mark.to()), mark.why()));
        at = mark.to();
      }
    }
    pieces.add(new Piece(text.substring(at, end), null));
    return pieces.stream().filter(it -> !it.text().isEmpty() || it.why() != null).toList();
  }

  /** The first word that is not as in the example; empty where the answer is the example. */
  private static Optional<AnswerMarks.Mark> parting(String answer, String example) {
    int same = 0;
    while (same < answer.length()
        && same < example.length()
        && answer.charAt(same) == example.charAt(same)) {
      same++;
    }
    if (same == answer.length()) {
      return Optional.empty();
    }
    int from = same;
    while (from > 0
        && !Character.isWhitespace(answer.charAt(same))
        && !Character.isWhitespace(answer.charAt(from - 1))) {
      from--;
    }
    int to = same;
    while (to < answer.length() && (to == same || !Character.isWhitespace(answer.charAt(to)))) {
      to++;
    }
    return Optional.of(
        new AnswerMarks.Mark(from, to, "first difference from the example of a healthy answer"));
  }

  private static int wholeChars(String text, int most) {
    if (text.length() <= most) {
      return text.length();
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }

  private static String found(Reading reading) {
    return switch (reading) {
      case Reading.Trial trial -> trial.found();
      case Reading.Compared compared -> compared.found();
      case Reading.Graded graded -> graded.found();
      case Reading.Score score -> score.found();
      case Reading.Quantity quantity -> Show.significant(quantity.value());
      case Reading.NotATrial none -> none.reason();
    };
  }

  /** Those of some exchanges that are still kept, in their order. */
  Stream<KeptAnswer> of(List<String> ids) {
    return ids.stream().flatMap(id -> find(id).stream());
  }
}
