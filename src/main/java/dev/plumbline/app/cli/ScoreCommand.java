package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.score.TextScore;
import dev.plumbline.score.TextScorer;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.UnreadableRecordException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "score",
    description = {
      "Runs checks on what is already there: plain texts, or recorded exchanges.",
      "Prints one JSON line a file (texts) or a check (exchanges).",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:clean", "1:a check failed", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @ArgGroup(multiplicity = "1", exclusive = true)
  Input input = new Input();

  static final class Input {
    @ArgGroup(exclusive = false, heading = "Plain texts, check foreign-script:%n")
    @Nullable Texts texts;

    @ArgGroup(exclusive = false, heading = "A recorded exchange, every check of its probe:%n")
    @Nullable Recorded recorded;
  }

  static final class Texts {
    @Option(
        names = "--text",
        arity = "1..*",
        required = true,
        paramLabel = "FILE",
        description = "UTF-8 texts, or folders of them.")
    List<Path> files = List.of();

    @Option(
        names = "--scripts",
        split = ",",
        paramLabel = "SCRIPT",
        description =
            "Scripts the texts may use, by Unicode name or ISO 15924 code; default Latin.")
    List<String> scripts = List.of("Latin");
  }

  static final class Recorded {
    @Option(
        names = "--exchange",
        required = true,
        paramLabel = "FILE",
        description = "An exchange as JSON, as the API and the topic give it.")
    Path file = Path.of("");

    @Option(
        names = "--probe",
        required = true,
        paramLabel = "PROBE",
        description = "Probe whose checks are run.")
    String probe = "";
  }

  /** What one check read, as a line of JSON. */
  record CheckLine(String file, String check, boolean failed, String found) {}

  @Override
  public Integer call() {
    Texts texts = input.texts;
    Recorded recorded = input.recorded;
    try {
      if (texts != null) {
        return score(texts);
      }
      return recorded == null ? PlainErrors.BAD_INPUT : score(recorded);
    } catch (dev.plumbline.score.BadInputException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private int score(Texts texts) throws dev.plumbline.score.BadInputException {
    TextScorer scorer = scorer(texts.scripts);
    boolean failed = false;
    boolean unreadable = false;
    for (Path file : TextScorer.files(texts.files)) {
      try {
        TextScore score = scorer.score(file);
        failed |= score.failed();
        line(score);
      } catch (dev.plumbline.score.BadInputException e) {
        // The other files are still scored; the exit code tells.
        unreadable = true;
        spec.commandLine().getErr().println(e.getMessage());
      }
    }
    return unreadable ? PlainErrors.BAD_INPUT : failed ? 1 : 0;
  }

  private static TextScorer scorer(List<String> scripts) {
    try {
      return new TextScorer(scripts);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--scripts: " + e.getMessage());
    }
  }

  private int score(Recorded recorded) throws dev.plumbline.score.BadInputException {
    Catalog loaded = catalog.load();
    Probe probe = CatalogOption.probe(loaded.suites(), recorded.probe).probe();
    Exchange exchange = read(recorded.file);
    List<CheckReading> readings =
        new ExchangeFileScorer(CheckRegistry.standard())
            .score(exchange, probe, loaded.target(exchange.target()).orElse(null));
    boolean failed = false;
    for (CheckReading reading : readings) {
      CheckLine line = line(recorded.file, reading);
      failed |= line.failed();
      line(line);
    }
    if (readings.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("no reading: the exchange was not answered (" + exchange.outcome().word() + ")");
    }
    return failed ? 1 : 0;
  }

  private static Exchange read(Path file) {
    try {
      return ProbeTopics.EXCHANGES.decode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage());
    } catch (UnreadableRecordException e) {
      throw new BadInputException(file + ": not an exchange: " + e.getMessage());
    }
  }

  private static CheckLine line(Path file, CheckReading reading) {
    return switch (reading.reading()) {
      case Reading.Trial(boolean failed, String found) ->
          new CheckLine(file.toString(), reading.check(), failed, found);
      case Reading.Compared(boolean failed, double ratio, String reference, String found) ->
          new CheckLine(
              file.toString(),
              reading.check(),
              failed,
              "likelihood ratio %.3g against reference %s %s"
                  .formatted(ratio, reference, found)
                  .strip());
      case Reading.Score(double score, String found) ->
          new CheckLine(
              file.toString(),
              reading.check(),
              false,
              "score %.2f %s".formatted(score, found).strip());
      case Reading.Graded(double grade, _, String found) ->
          new CheckLine(
              file.toString(),
              reading.check(),
              false,
              "grade %.2f %s".formatted(grade, found).strip());
      case Reading.Quantity(double value) ->
          new CheckLine(file.toString(), reading.check(), false, "%.3f".formatted(value));
      case Reading.NotATrial(String reason) ->
          new CheckLine(file.toString(), reading.check(), false, "not a trial: " + reason);
    };
  }

  private void line(Object value) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Json.MAPPER.writeValueAsString(value));
    out.flush();
  }
}
