package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the {@link Probe}s of one suite. */
final class ProbeReader {
  private final Errors errors;
  private final Map<String, Location> idsTaken = new HashMap<>();

  ProbeReader(Errors errors) {
    this.errors = errors;
  }

  /**
   * @param value the probe over its suite's defaults
   * @param suite its name
   */
  Probe read(Located value, String suite) {
    Fields probe = Fields.of(value, errors);
    String id = probe.text("id");
    @Nullable Location taken = id.isEmpty() ? null : idsTaken.putIfAbsent(id, probe.at("id"));
    if (taken != null) {
      probe.error(
          "id",
          "'%s' is also the id of a probe in line %d".formatted(id, taken.line()),
          "rename one");
    }
    List<Tool> tools = tools(probe);
    List<CheckUse> checks = checks(probe);
    refuseUnknownTools(probe, tools, checks);
    refuseUngraded(probe, checks);
    return new Probe(
        id,
        probe.textOr("family", suite),
        sees(probe),
        messages(probe),
        tools,
        sampling(probe.within("sampling")),
        scripts(probe),
        checks,
        probe.textOrNull("example"),
        exampleCall(probe),
        ContextReader.read(probe));
  }

  private static List<Probe.Message> messages(Fields probe) {
    if (probe.has("prompt") && probe.has("messages")) {
      probe.error("prompt", "stands beside messages", "write exactly one of prompt and messages");
    } else if (!probe.has("prompt") && !probe.has("messages")) {
      probe.error("id", "asks nothing", "write exactly one of prompt and messages");
    }
    if (probe.has("prompt")) {
      return List.of(new Probe.Message("user", probe.text("prompt")));
    }
    return probe.each("messages").stream()
        .map(message -> new Probe.Message(message.text("role"), message.text("content")))
        .toList();
  }

  private static Sampling sampling(Fields sampling) {
    return new Sampling(
        sampling.numberOrNull("temperature"),
        sampling.numberOrNull("top-p"),
        sampling.wholeOrNull("seed"),
        sampling.smallWhole("max-tokens"),
        sampling.smallWholeOrNull("top-logprobs"),
        sampling.flag("stream"));
  }

  private static Set<String> scripts(Fields probe) {
    Set<String> names = new TreeSet<>();
    probe.parsedItems("scripts", ScriptNames::parse).forEach(names::add);
    return Collections.unmodifiableSet(names);
  }

  private static Set<FaultClass> sees(Fields probe) {
    Set<FaultClass> classes = EnumSet.noneOf(FaultClass.class);
    classes.addAll(probe.parsedItems("sees", word -> Words.constant(FaultClass.class, word)));
    return Collections.unmodifiableSet(classes);
  }

  private static List<Tool> tools(Fields probe) {
    return probe.each("tools").stream().map(ProbeReader::tool).toList();
  }

  private static Tool tool(Fields tool) {
    JsonNode parameters = tool.value("parameters").json();
    JsonSchemas.fault(parameters)
        .ifPresent(
            fault -> tool.error("parameters", fault, "write a JSON Schema of draft 2020-12"));
    return new Tool(tool.text("name"), tool.text("description"), parameters);
  }

  private static Tool.@Nullable ExampleCall exampleCall(Fields probe) {
    if (!probe.has("example-call")) {
      return null;
    }
    if (probe.has("example")) {
      probe.error("example-call", "stands beside example", "a healthy answer is one of them");
    }
    Fields call = probe.within("example-call");
    return new Tool.ExampleCall(call.text("name"), call.value("arguments").json());
  }

  private static void refuseUnknownTools(Fields probe, List<Tool> tools, List<CheckUse> checks) {
    List<String> names = tools.stream().map(Tool::name).toList();
    for (CheckUse use : checks) {
      if (use instanceof CheckUse.ToolCall(String tool) && !names.contains(tool)) {
        probe.error(
            "checks",
            "'tool-call' names the tool '%s', which the probe does not offer".formatted(tool),
            DidYouMean.remedy(tool, names, "add it under tools"));
      }
    }
  }

  private static void refuseUngraded(Fields probe, List<CheckUse> checks) {
    boolean paired = checks.stream().anyMatch(use -> use.name().equals(CheckUse.PAIRED_ANSWER));
    if (paired && checks.stream().noneMatch(ProbeReader::grades)) {
      probe.error(
          "checks",
          "'%s' has nothing to grade the answer by".formatted(CheckUse.PAIRED_ANSWER),
          "add one of answer, format, tool-call, stop-reason and language beside it");
    }
  }

  private static boolean grades(CheckUse use) {
    return switch (use) {
      case CheckUse.Answer _,
          CheckUse.Format _,
          CheckUse.ToolCall _,
          CheckUse.Stop _,
          CheckUse.Language _ ->
          true;
      case CheckUse.Plain _, CheckUse.Usage _, CheckUse.Latency _, CheckUse.Cost _ -> false;
    };
  }

  private List<CheckUse> checks(Fields probe) {
    CheckReader reader = new CheckReader(errors);
    Set<String> names = new HashSet<>();
    for (Located item : probe.items("checks")) {
      for (String name : CheckReader.names(item)) {
        if (!names.add(name)) {
          errors.add(item.at(), "a second '%s'".formatted(name), "keep one of them");
        }
      }
    }
    return probe.items("checks").stream().flatMap(reader::read).toList();
  }
}
