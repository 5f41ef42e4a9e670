package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
    name = "add",
    description = {
      "Tells a running Plumbline of a change, once: the same said again under the same --id is the",
      "same change.",
    },
    mixinStandardHelpOptions = true)
final class ChangeAddCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ServerOption server = new ServerOption();

  @Parameters(paramLabel = "TITLE", description = "What was done, in one line.")
  String title = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "deploy, config, load-balancer, model-swap or maintenance; default: deploy.")
  String kind = "deploy";

  @Option(
      names = "--slice",
      paramLabel = "SLICE",
      description =
          "What it was done to, model/platform/accelerator/pool, * for any; default: all.")
  String slice = "*/*/*/*";

  @Option(names = "--at", paramLabel = "TIME", description = "When, ISO 8601; default: now.")
  @Nullable String at;

  @Option(names = "--until", paramLabel = "TIME", description = "When a maintenance ends.")
  @Nullable String until;

  @Option(names = "--by", paramLabel = "NAME", description = "Who did it.")
  @Nullable String by;

  @Option(names = "--link", paramLabel = "URL", description = "Where more is said.")
  @Nullable String link;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Its name for ever; default: made of all the rest.")
  @Nullable String id;

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> change = new LinkedHashMap<>();
    change.put("kind", kind);
    change.put("at", at == null ? now().toString() : at);
    putIfAny(change, "until", until);
    change.put("slice", slice);
    change.put("title", title);
    putIfAny(change, "by", by);
    putIfAny(change, "link", link);
    change.put("source", "cli");
    change.put(
        "id",
        id == null ? "cli-" + UUID.nameUUIDFromBytes(Json.MAPPER.writeValueAsBytes(change)) : id);
    JsonNode answer =
        Json.MAPPER.readTree(
            server.send("POST", "/api/v1/changes", Json.MAPPER.writeValueAsBytes(change)));
    spec.commandLine()
        .getOut()
        .printf(
            "%s%n%s",
            answer.at("/change/id").asString(""),
            answer.path("warning").asString("").isEmpty()
                ? ""
                : "warning: %s%n".formatted(answer.path("warning").asString("")));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static void putIfAny(Map<String, String> change, String field, @Nullable String value) {
    if (value != null) {
      change.put(field, value);
    }
  }

  private static Instant now() {
    return InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
