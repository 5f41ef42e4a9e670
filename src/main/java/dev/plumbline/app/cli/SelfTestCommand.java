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
    name = "self-test",
    description = {
      "Whether a running Plumbline noticed the faults of its drill, and after how many probes.",
      "Exit code 1 if one went unnoticed.",
    },
    mixinStandardHelpOptions = true)
final class SelfTestCommand implements Callable<Integer> {
  private static final String CHECK = "%-16s  %-8s  %-24s  %8s  %s%n";
  private static final String SIGHTING = "%-16s  %-24s  %-24s  %8s%n";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Of the past, at most; default ${DEFAULT-VALUE}.")
  int limit = 10;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode selfTest =
        Json.MAPPER.readTree(server.send("GET", "/api/v1/self-test?limit=" + limit, new byte[0]));
    PrintWriter out = spec.commandLine().getOut();
    boolean missed = false;
    out.printf(CHECK, "CHECK", "STATE", "DETECTED", "PROBES", "NEXT DUE");
    for (JsonNode it : selfTest.path("checks")) {
      missed |= it.path("missed").asBoolean(false);
      out.printf(
          CHECK,
          it.path("check").asString(""),
          it.path("missed").asBoolean(false) ? "MISSED" : "works",
          it.path("detectedAt").asString("not yet"),
          it.path("delayProbes").asString(""),
          it.path("dueAt").asString(""));
    }
    out.printf("%n" + SIGHTING, "CHECK", "FAULT FROM", "DETECTED", "PROBES");
    for (JsonNode it : selfTest.path("sightings")) {
      out.printf(
          SIGHTING,
          it.path("check").asString(""),
          it.path("fault").asString(""),
          it.path("at").asString(""),
          it.path("probes").asString(""));
    }
    out.flush();
    return missed ? 1 : 0;
  }
}
