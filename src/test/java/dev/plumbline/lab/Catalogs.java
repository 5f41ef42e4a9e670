package dev.plumbline.lab;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Tool;
import dev.plumbline.catalog.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Small catalogs for the lab's tests. */
public final class Catalogs {
  static final Labels TPU = new Labels("quill", "cloud-a", "tpu", "main");
  static final Labels GPU = new Labels("quill", "cloud-b", "gpu", "main");

  /** The one that speaks Anthropic Messages. */
  public static final Labels CLAUDE = new Labels("quill", "claude-api", "tpu", "main");

  static final int CONTEXT_WINDOW = 4_000;

  /** Prompts with the answers the lab's model knows; several scripts, code and JSON among them. */
  public static final List<Probe> PROBES =
      List.of(
          probe("tides", "Why are there tides?", TIDES()),
          probe("capital", "Name the capital of France.", "Paris", "Latin"),
          probe(
              "photosynthesis",
              "What is photosynthesis?",
              "Photosynthesis is the process by which plants use the light of the sun to make sugar"
                  + " from water and carbon dioxide. It takes place in the green parts of the leaf,"
                  + " and it also gives back the oxygen that people and animals need to live."),
          probe(
              "bridge",
              "Explain how an arch bridge stands.",
              "An arch bridge carries its load by pushing outward. Each stone presses against the"
                  + " next one, and the force follows the curve down into the ground on both sides."
                  + " While the ends cannot move, the arch cannot fall, and so many old bridges in"
                  + " Europe still stand today."),
          probe(
              "json",
              "Give a person as JSON.",
              "{\"name\": \"Anna\", \"age\": 30, \"tags\": [\"teacher\", \"reads often\"]}"),
          probe(
              "code",
              "Write add in Python.",
              "def add(a, b):\n    \"\"\"Return the sum of two numbers.\"\"\"\n    return a + b\n"),
          probe("thai", "ทักทายเป็นภาษาไทย", "สวัสดีครับ วันนี้อากาศดีมาก ฉันฎีกา", "Thai"),
          probe("emoji", "Answer with a cat.", "Here is a cat: \uD83D\uDC31 and a star \u2605."));

  /** Answered with a call of a tool. */
  public static final Probe TOOL_PROBE =
      new Probe(
          "weather",
          "core",
          Set.of(),
          List.of(
              new Message("system", "Use the tools you have."),
              new Message("user", "What is the weather in São Paulo?")),
          List.of(new Tool("get_weather", "Weather of a city.", json(PARAMETERS()))),
          new Sampling(0.0, 1.0, null, 200, 5, false),
          Set.of("Latin"),
          List.of(),
          null,
          new Tool.ExampleCall(
              "get_weather", json("{\"city\":\"São Paulo\",\"days\":[1,2],\"metric\":true}")));

  private Catalogs() {}

  private static String PARAMETERS() {
    return """
    {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}\
    """;
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static String TIDES() {
    return "The tides are caused by the moon. Its pull is stronger on the near side of the earth"
        + " than on the far side, and so the water of the sea rises on both sides. As the earth"
        + " turns, each place passes through high and low water twice a day.";
  }

  public static Probe probe(String id, String prompt, String example, String... scripts) {
    return new Probe(
        id,
        "core",
        Set.of(),
        List.of(new Message("user", prompt)),
        List.of(),
        new Sampling(0.0, 1.0, null, 200, 5, false),
        scripts.length == 0 ? Set.of("Latin") : Set.of(scripts),
        List.of(),
        example,
        null);
  }

  /** The whole of {@link #PROBES} for targets with these labels on a lab at this port. */
  public static Catalog of(int port, Labels... labels) {
    return of(port, PROBES, labels);
  }

  /** The same with these probes. */
  public static Catalog of(int port, List<Probe> probes, Labels... labels) {
    List<Target> targets = new ArrayList<>();
    for (Labels each : labels) {
      targets.add(target(port, each));
    }
    return new Catalog(
        "test-" + targets.hashCode(),
        targets,
        List.of(new Suite("basics", "1", probes)),
        new DetectionPolicy(
            1, 1, 0.2, null, Duration.ofMinutes(1), Duration.ofMinutes(1), Map.of()));
  }

  static String path(Labels labels) {
    return "/" + labels + "/v1";
  }

  private static Target target(int port, Labels labels) {
    Platforms.Platform platform = Platforms.of(labels);
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    if (labels.pool().endsWith("new")) {
      capabilities.remove(Capability.TEMPERATURE);
    }
    return new Target(
        labels.toString(),
        labels,
        null,
        null,
        platform == null ? WireFormat.OPENAI_CHAT : platform.format(),
        URI.create(
            "http://127.0.0.1:" + port + (platform == null ? path(labels) : platform.path())),
        platform == null ? labels.model() : platform.servedModel(),
        null,
        List.of(),
        CONTEXT_WINDOW,
        Set.copyOf(capabilities),
        null,
        new Budget(Duration.ofMinutes(1), 4, Duration.ofSeconds(10), 100_000, 0, 1),
        List.of("basics"));
  }
}
