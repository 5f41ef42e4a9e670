package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.topic.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who puts a reference in force, and for how long. */
final class ApprovalOption {
  @Option(names = "--by", paramLabel = "NAME", description = "Who approves.")
  @Nullable String by;

  @Option(
      names = "--valid-for",
      paramLabel = "TIME",
      description = "Until it expires, up to a year: PT2160H; default: 90 days.")
  Duration validFor = Duration.ofDays(90);

  /** Approves a reference; returns what the server says of it. */
  byte[] approve(ServerOption server, String id) throws InterruptedException {
    if (by == null) {
      throw new BadInputException("say who approves: --by NAME");
    }
    byte[] approval =
        Json.MAPPER.writeValueAsBytes(Map.of("by", by, "validFor", validFor.toString()));
    return server.send("POST", "/api/v1/references/" + id + "/approval", approval);
  }
}
