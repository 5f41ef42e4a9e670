package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "list",
    description = "References a running Plumbline holds, and which are in force until when.",
    mixinStandardHelpOptions = true)
final class ReferenceListCommand implements Callable<Integer> {
  private static final String ROW = "%-12s  %-40s  %7s  %-9s  %-20s  %s%n";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Override
  public Integer call() throws InterruptedException {
    JsonNode list = Json.MAPPER.readTree(server.send("GET", "/api/v1/references", new byte[0]));
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "ID", "TARGET", "VERSION", "STATE", "EXPIRES", "ATTESTED");
    for (JsonNode it : list) {
      out.printf(
          ROW,
          it.path("id").asString(""),
          it.path("target").asString(""),
          it.path("version").asInt(0),
          it.path("state").asString(""),
          it.path("expiresAt").asString("-"),
          it.path("attested").asString(""));
    }
    out.flush();
    return 0;
  }
}
