package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "ack",
    description = "Says that somebody has an incident. Ends and silences nothing.",
    mixinStandardHelpOptions = true)
final class IncidentAckCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "ID", description = "As list shows it.")
  String id = "";

  @Option(names = "--by", paramLabel = "NAME", required = true, description = "Who has it.")
  String by = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "One line for the others.")
  String note = "";

  @Override
  public Integer call() throws InterruptedException {
    JsonNode incident =
        Json.MAPPER.readTree(
            server.send(
                "POST",
                IncidentCommand.PATH + "/" + ServerOption.encoded(id) + "/acknowledge",
                Json.MAPPER.writeValueAsBytes(Map.of("by", by, "note", note))));
    spec.commandLine()
        .getOut()
        .printf(
            "%s by %s since %s%n",
            incident.path("state").asString(""),
            incident.at("/acknowledged/by").asString(""),
            incident.at("/acknowledged/at").asString(""));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
