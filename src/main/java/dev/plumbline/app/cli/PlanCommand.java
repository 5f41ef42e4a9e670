package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.PlanTable;
import dev.plumbline.probe.Slot;
import dev.plumbline.topic.JsonFiles;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    description =
        "Prints the slots of an hour. The plan follows from catalog, demands and hour alone.",
    mixinStandardHelpOptions = true)
final class PlanCommand implements Runnable {
  private final InstantSource clock = InstantSource.system();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Option(
      names = "--hour",
      paramLabel = "INSTANT",
      description = "Any instant of the hour, 2026-01-31T14:00:00Z; default: now.")
  @Nullable String hour;

  @Option(names = "--target", paramLabel = "TARGET", description = "Only this target.")
  @Nullable String target;

  @Option(
      names = "--demand",
      paramLabel = "TARGET=FACTOR",
      description =
          "As if this target were asked that many times as often, 2 to 10, all the hour; repeatable.")
  Map<String, Integer> demanded = Map.of();

  @Option(
      names = "--summary",
      description =
          "Instead of slots: what each target's plan costs, which budget binds, and how late a page is.")
  boolean summary;

  @Option(names = "--json", description = "The summary as JSON.")
  boolean json;

  @Override
  public void run() {
    Catalog loaded = catalog.load();
    demanded.keySet().forEach(name -> CatalogOption.target(loaded, name));
    if (target != null) {
      CatalogOption.target(loaded, target);
    }
    Instant start = start();
    if (summary || json) {
      PlanSummary told = PlanSummary.of(loaded, demands(start), start, target);
      spec.commandLine().getOut().print(json ? JsonFiles.text(told) : told.text());
      spec.commandLine().getOut().flush();
      return;
    }
    List<Slot> slots =
        Plan.slots(loaded, demands(start), start, start.plus(Duration.ofHours(1))).stream()
            .filter(slot -> target == null || slot.target().equals(target))
            .toList();
    spec.commandLine().getOut().print(PlanTable.of(slots));
    spec.commandLine().getOut().flush();
  }

  private Demands demands(Instant start) {
    try {
      return new Demands(
          demanded.entrySet().stream()
              .map(it ->
                  new Demand(
                      it.getKey(),
                      List.of("any"),
                      it.getValue(),
                      start,
                      start.plus(Duration.ofHours(1)),
                      "--demand"))
              .toList());
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--demand " + e.getMessage());
    }
  }

  private Instant start() {
    try {
      Instant instant = hour == null ? clock.instant() : Instant.parse(hour);
      return instant.truncatedTo(ChronoUnit.HOURS);
    } catch (DateTimeParseException e) {
      throw new BadInputException(
          "--hour %s: not an instant; write it as 2026-01-31T14:00:00Z".formatted(hour));
    }
  }
}
