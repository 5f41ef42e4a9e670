package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "Incidents, newest first, in one sentence each.",
    mixinStandardHelpOptions = true)
final class IncidentListCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-12s  %-8s  %-20s  %s%n";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "open, acknowledged, resolved or all; default: open.")
  String state = "open";

  @Override
  public Integer call() throws InterruptedException {
    JsonNode incidents =
        Json.MAPPER
            .readTree(
                server.send(
                    "GET",
                    IncidentCommand.PATH + "?state=" + ServerOption.encoded(state),
                    new byte[0]))
            .path("incidents");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "ID", "STATE", "SEVERITY", "OPENED", "SUMMARY");
    for (JsonNode it : incidents) {
      out.printf(
          ROW,
          it.path("id").asString(""),
          it.path("state").asString(""),
          it.path("severity").asString(""),
          it.path("openedAt").asString(""),
          it.path("summary").asString(""));
    }
    out.flush();
    return 0;
  }
}
