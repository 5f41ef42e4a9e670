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
    description = "Changes a running Plumbline knows of, newest first.",
    mixinStandardHelpOptions = true)
final class ChangeListCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-13s  %-28s  %-10s  %s%n";

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "ISO 8601; default: a day before --to.")
  String from = "";

  @Option(names = "--to", paramLabel = "TIME", description = "ISO 8601; default: now.")
  String to = "";

  @Option(
      names = "--slice",
      paramLabel = "SLICE",
      description = "Only what may have touched it: model/platform/accelerator/pool.")
  String slice = "*/*/*/*";

  @Option(names = "--limit", paramLabel = "N", description = "At most, up to 500; default: 100.")
  int limit = 100;

  @Override
  public Integer call() throws InterruptedException {
    JsonNode changes =
        Json.MAPPER
            .readTree(
                server.send(
                    "GET",
                    "/api/v1/changes?from=%s&to=%s&slice=%s&limit=%d"
                        .formatted(
                            ServerOption.encoded(from),
                            ServerOption.encoded(to),
                            ServerOption.encoded(slice),
                            limit),
                    new byte[0]))
            .path("changes");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "AT", "KIND", "SLICE", "SOURCE", "TITLE");
    for (JsonNode it : changes) {
      out.printf(
          ROW,
          it.path("at").asString(""),
          it.path("kind").asString(""),
          ServerOption.slice(it.path("slice")),
          it.path("source").asString(""),
          it.path("title").asString("")
              + (it.path("until").isString() ? ", until " + it.path("until").asString() : "")
              + (it.path("note").isString() ? " (%s)".formatted(it.path("note").asString()) : ""));
    }
    out.flush();
    return 0;
  }
}
