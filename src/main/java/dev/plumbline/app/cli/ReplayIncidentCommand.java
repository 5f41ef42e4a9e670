package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.rehearsal.Bug;
import dev.plumbline.rehearsal.Course;
import dev.plumbline.rehearsal.DelayPlot;
import dev.plumbline.rehearsal.DelayRow;
import dev.plumbline.rehearsal.DelayTable;
import dev.plumbline.rehearsal.PracticeSuites;
import dev.plumbline.rehearsal.Rehearsal;
import dev.plumbline.rehearsal.Setting;
import dev.plumbline.rehearsal.Specimens;
import dev.plumbline.rehearsal.SpecimensFile;
import dev.plumbline.rehearsal.Timeline;
import dev.plumbline.rehearsal.UnusableFileException;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "incident-2025",
    description = {
      "Replays the three bugs of August and September 2025 under virtual time: how",
      "late would today's checks, detectors and localisation have seen each?",
      "",
      "share: of requests affected; fails: of answers that fail the check which sees",
      "most of it; probes: asked of its pools until the page; slice right: part of",
      "the runs in which the suspect is all of the bug's targets and no healthy one,",
      "at the first page and an hour later.",
      "What is assumed, and results: docs/replay.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:replayed, whatever was found", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ReplayIncidentCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "N",
      defaultValue = "60",
      description = "Probes an hour and pool; default: ${DEFAULT-VALUE}.")
  List<Double> rates = List.of();

  @Option(names = "--seeds", paramLabel = "N", description = "Runs; default: ${DEFAULT-VALUE}.")
  int seeds = 20;

  @Option(names = "--bug", paramLabel = "BUG", description = "B1, B2 or B3; default: all.")
  Set<Bug> bugs = EnumSet.allOf(Bug.class);

  @Option(
      names = "--slice",
      paramLabel = "TEXT",
      description = "Only slices that begin so: sonnet-4/bedrock; default: all.")
  String slice = "";

  @Option(
      names = "--adaptive",
      description = "A pool whose evidence stirs is asked ten times as often.")
  boolean adaptive;

  @Option(names = "--no-identity", description = "Responses do not say who served them.")
  boolean noIdentity;

  @Option(names = "--no-logprobs", description = "Responses carry no log-probabilities.")
  boolean noLogprobs;

  @Option(
      names = "--objective",
      paramLabel = "P0",
      description = "Of every check; default: what production certifies for each.")
  @Nullable Double objective;

  @Option(
      names = "--check",
      split = ",",
      paramLabel = "NAME",
      description = "The only checks listened to; default: all with an objective.")
  Set<String> checks = Set.of();

  @Option(
      names = "--healthy-failures",
      paramLabel = "SHARE",
      description = "Of healthy answers that fail a check; default: ${DEFAULT-VALUE}, as measured.")
  double healthyFailures;

  @Option(
      names = "--text-damage",
      description =
          "Misrouting spoils texts as it does in the lab; default: it leaves them legible.")
  boolean textDamage;

  @Option(
      names = "--together",
      description = "What began together is replayed together; default: each slice by itself.")
  boolean together;

  @Option(
      names = "--watch-on",
      paramLabel = "DURATION",
      description =
          "How long each run goes on after its first page, like PT30M; default: ${DEFAULT-VALUE}.")
  Duration watchOn = Duration.ofHours(1);

  @Option(
      names = "--share-scale",
      paramLabel = "X",
      description = "Factor on every share; default: ${DEFAULT-VALUE}.")
  double shareScale = 1;

  @Option(
      names = "--after-peak",
      paramLabel = "SHARE",
      description = "Of requests misrouted after the worst hour; default: as many as in it.")
  @Nullable Double afterPeak;

  @Option(
      names = "--corpus",
      paramLabel = "FILE",
      description = "Draws from this corpus instead of the readings that come with Plumbline.")
  @Nullable Path corpus;

  @Option(
      names = "--catalog",
      paramLabel = "DIR",
      description = "Asks the suites of this catalog; default: the practice suites.")
  @Nullable Path catalog;

  @Option(names = "--json", description = "A JSON line a course and rate instead of a table.")
  boolean json;

  @Option(names = "--plot", paramLabel = "FILE", description = "Writes delay by rate as SVG too.")
  @Nullable Path plot;

  @Override
  public Integer call() {
    List<Setting> settings = settings();
    try {
      PrintWriter err = spec.commandLine().getErr();
      Specimens specimens = specimens();
      Catalog asked = asked();
      Rehearsal rehearsal =
          new Rehearsal(
              Timeline.incident2025(),
              specimens,
              asked.suites(),
              asked.detection(),
              CheckRegistry.standard(),
              (bug, setting, done, runs) -> tell(err, bug, setting, done, runs));
      err.printf("%d pools; answers: %s%n", rehearsal.pools(), specimens.origin());
      err.flush();
      List<DelayRow> rows = new ArrayList<>();
      for (Setting setting : settings) {
        rehearsal.run(setting, seeds, bugs, slice, row -> take(row, rows));
      }
      print(rows);
    } catch (UnusableFileException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
    return 0;
  }

  private List<Setting> settings() {
    require(seeds >= 1, "--seeds: write 1 or more");
    require(
        rates.stream().allMatch(rate -> rate >= 0.01 && rate <= 36_000),
        "--rate: write 0.01 to 36000 probes an hour");
    require(!watchOn.isNegative(), "--watch-on: write PT0S or more");
    require(shareScale > 0, "--share-scale: write a number above 0");
    require(
        objective == null || (objective > 0 && objective < 1),
        "--objective: write a rate between 0 and 1, like 1e-4");
    require(
        healthyFailures >= 0 && healthyFailures < 1,
        "--healthy-failures: write a share from 0 to below 1");
    require(
        afterPeak == null || (afterPeak >= 0 && afterPeak <= 1),
        "--after-peak: write a share from 0 to 1");
    Set<String> known = CheckRegistry.standard().names();
    checks.forEach(check ->
        require(
            known.contains(check),
            "--check: there is no '%s'; checks are %s".formatted(check, String.join(", ", known))));
    return rates.stream().map(this::setting).toList();
  }

  private Setting setting(double rate) {
    return new Setting(
        rate,
        !noIdentity,
        !noLogprobs,
        adaptive,
        objective,
        healthyFailures,
        textDamage,
        together,
        watchOn,
        checks,
        new Course.Variation(shareScale, afterPeak));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BadInputException(message);
    }
  }

  private Specimens specimens() {
    return corpus == null
        ? SpecimensFile.shipped()
        : ReplayReadingsCommand.read(corpus, "the corpus " + corpus);
  }

  private Catalog asked() {
    try {
      return catalog == null ? PracticeSuites.catalog() : new CatalogLoader().load(catalog);
    } catch (InvalidCatalogException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private static void tell(PrintWriter err, Bug bug, Setting setting, int done, int runs) {
    if (done == runs || done % 5 == 0) {
      err.printf("%s at %s: %d of %d runs%n", bug, setting.rate(), done, runs);
      err.flush();
    }
  }

  private void take(DelayRow row, List<DelayRow> rows) {
    rows.add(row);
    if (json) {
      spec.commandLine().getOut().println(Json.MAPPER.writeValueAsString(row));
      spec.commandLine().getOut().flush();
    }
  }

  private void print(List<DelayRow> rows) {
    if (!json) {
      spec.commandLine().getOut().print(DelayTable.of(rows));
      spec.commandLine().getOut().flush();
    }
    if (plot != null) {
      try {
        Files.writeString(plot, DelayPlot.of(rows));
      } catch (IOException e) {
        throw new BadInputException("%s cannot be written: %s".formatted(plot, e));
      }
    }
  }
}
