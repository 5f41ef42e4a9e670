package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Words;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks as suites write them: {@code {answer: {number: 90, unit: km/h}}}. */
final class CheckYaml {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CheckYaml() {}

  static Node of(CheckUse use) {
    return use instanceof CheckUse.Plain(String name)
        ? YamlNodes.word(name)
        : YamlNodes.mapping(
            Map.of(use.name(), YamlNodes.json(option(use))), DumperOptions.FlowStyle.BLOCK);
  }

  private static JsonNode option(CheckUse use) {
    return switch (use) {
      case CheckUse.Plain plain -> JSON.stringNode(plain.name());
      case CheckUse.Format format -> JSON.stringNode(Words.of(format.syntax()));
      case CheckUse.Answer answer -> expected(answer.expected());
      case CheckUse.Language language -> JSON.stringNode(language.tag());
      case CheckUse.Stop stop -> JSON.stringNode(Words.of(stop.expected()));
      case CheckUse.Latency latency -> object("at-most", JSON.stringNode(duration(latency)));
      case CheckUse.Cost cost -> object("at-most", number(cost.atMost()));
      case CheckUse.ToolCall call -> JSON.stringNode(call.tool());
      case CheckUse.Usage usage -> {
        ObjectNode counts = JSON.objectNode();
        usage.promptTokens().forEach(counts::put);
        yield object("prompt-tokens", counts);
      }
    };
  }

  static JsonNode expected(Expected expected) {
    return switch (expected) {
      case Expected.Exact exact -> object("exact", JSON.stringNode(exact.text()));
      case Expected.Regex regex -> object("regex", JSON.stringNode(regex.pattern()));
      case Expected.Document document -> object("schema", document.schema());
      case Expected.All all -> object("all", list(all.parts()));
      case Expected.Any any -> object("any", list(any.parts()));
      case Expected.Not not -> object("not", expected(not.refused()));
      case Expected.Items items -> object("set", words(items.items()));
      case Expected.Choice choice -> {
        ObjectNode node = object("choice", JSON.stringNode(choice.option()));
        node.set("of", words(choice.among()));
        yield node;
      }
      case Expected.Quantity quantity -> {
        ObjectNode node = object("number", number(quantity.number()));
        if (quantity.tolerance() > 0) {
          node.set("tolerance", number(quantity.tolerance()));
        }
        if (quantity.unit() != null) {
          node.put("unit", quantity.unit());
        }
        yield node;
      }
    };
  }

  private static ArrayNode list(List<Expected> parts) {
    ArrayNode array = JSON.arrayNode();
    parts.forEach(part -> array.add(expected(part)));
    return array;
  }

  private static ArrayNode words(List<String> words) {
    ArrayNode array = JSON.arrayNode();
    words.forEach(array::add);
    return array;
  }

  private static ObjectNode object(String key, JsonNode value) {
    ObjectNode object = JSON.objectNode();
    object.set(key, value);
    return object;
  }

  /** 42 rather than 42.0; the catalog reads no whole number of more than 18 digits. */
  private static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? JSON.numberNode((long) value)
        : JSON.numberNode(value);
  }

  private static String duration(CheckUse.Latency latency) {
    Duration limit = latency.atMost();
    return limit.toNanosPart() == 0
        ? limit.toSeconds() + "s"
        : limit.toNanos() % 1_000_000 == 0 ? limit.toMillis() + "ms" : limit.toString();
  }
}
