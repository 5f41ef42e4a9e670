package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "show",
    description = "One incident: where, since when, what was done then, what happened to it.",
    mixinStandardHelpOptions = true)
final class IncidentShowCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Option(names = "--json", description = "All of it, as the API gives it.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode detail =
        Json.MAPPER.readTree(
            server.send("GET", IncidentCommand.PATH + "/" + ServerOption.encoded(id), new byte[0]));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(detail));
    } else {
      print(detail, out);
    }
    out.flush();
    return 0;
  }

  private static void print(JsonNode detail, PrintWriter out) {
    JsonNode incident = detail.path("incident");
    out.printf(
        """
        %s
        state     %s, %s%s
        suspect   %s (%s), %d of %d targets
        onset     %s, between %s and %s
        opened    %s
        """,
        incident.path("summary").asString(""),
        incident.path("state").asString(""),
        incident.path("severity").asString(""),
        by(incident.path("acknowledged")),
        incident.at("/suspect/name").asString(""),
        ServerOption.slice(incident.at("/suspect/slice")),
        incident.at("/suspect/targets").asInt(0),
        incident.at("/suspect/fleet").asInt(0),
        incident.at("/onset/likeliest").asString(""),
        incident.at("/onset/earliest").asString(""),
        incident.at("/onset/latest").asString(""),
        incident.path("openedAt").asString(""));
    detail.path("aspects").forEach(asked -> printAsked(asked, out));
    for (JsonNode change : detail.path("changes")) {
      out.printf(
          "change %d  %s %s %s: %s%n",
          change.path("rank").asInt(0),
          change.path("at").asString(""),
          change.path("kind").asString(""),
          change.path("title").asString(""),
          change.path("why").asString(""));
    }
    for (JsonNode entry : detail.path("timeline")) {
      out.printf(
          "%-20s  %-12s  %s%n",
          entry.path("at").asString(""),
          entry.path("event").asString(""),
          entry.path("text").asString(""));
    }
  }

  private static void printAsked(JsonNode asked, PrintWriter out) {
    out.printf(
        "asked     %s by %s: %s%n",
        asked.path("check").asString(""),
        asked.path("aspect").asString(""),
        asked.path("summary").asString(""));
    for (JsonNode way : asked.path("explanations")) {
      if (way.path("excluded").asBoolean(false)) {
        out.printf(
            "          excluded: %s (%s)%n",
            way.path("name").asString(""), way.path("because").asString(""));
      }
    }
  }

  private static String by(JsonNode acknowledged) {
    return acknowledged.isObject()
        ? " by %s since %s"
            .formatted(acknowledged.path("by").asString(""), acknowledged.path("at").asString(""))
        : "";
  }
}
