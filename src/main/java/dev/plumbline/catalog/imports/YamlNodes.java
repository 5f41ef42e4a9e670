package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;

/** YAML as a person would lay it out: short things on one line, long texts as blocks. */
final class YamlNodes {
  private static final int SHORT_TEXT = 80;
  private static final int SHORT_VALUE = 90;

  private YamlNodes() {}

  /** Text as it is best read: several lines as a literal block, a long one folded. */
  static Node text(String text) {
    ScalarStyle style =
        text.contains("\n")
            ? ScalarStyle.LITERAL
            : text.length() > SHORT_TEXT ? ScalarStyle.FOLDED : ScalarStyle.PLAIN;
    return scalar(Tag.STR, text, style);
  }

  /** Text on one line, whatever its length. */
  static Node word(String text) {
    return scalar(Tag.STR, text, ScalarStyle.PLAIN);
  }

  static Node json(JsonNode value) {
    return json(value, FlowStyle.FLOW, value.toString().length() > SHORT_VALUE);
  }

  static Node mapping(Map<String, Node> entries, FlowStyle style) {
    List<NodeTuple> tuples = new ArrayList<>();
    entries.forEach((key, value) -> tuples.add(new NodeTuple(word(key), value)));
    return new MappingNode(Tag.MAP, tuples, style);
  }

  static Node list(List<Node> items, FlowStyle style) {
    return new SequenceNode(Tag.SEQ, items, style);
  }

  /** Blocks for what is too long for a line, down to parts that fit. */
  private static Node json(JsonNode value, FlowStyle style, boolean isLong) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        List<NodeTuple> tuples = new ArrayList<>();
        value.forEachEntry((key, item) -> tuples.add(new NodeTuple(word(key), json(item))));
        yield new MappingNode(Tag.MAP, tuples, isLong ? FlowStyle.BLOCK : style);
      }
      case ARRAY -> {
        List<Node> items = new ArrayList<>();
        value.forEach(item -> items.add(json(item)));
        yield list(items, isLong ? FlowStyle.BLOCK : style);
      }
      case NUMBER -> scalar(value.isIntegralNumber() ? Tag.INT : Tag.FLOAT, value.toString());
      case BOOLEAN -> scalar(Tag.BOOL, value.toString());
      case NULL, MISSING -> scalar(Tag.NULL, "null");
      case STRING, BINARY, POJO -> word(value.asString());
    };
  }

  private static Node scalar(Tag tag, String text) {
    return scalar(tag, text, ScalarStyle.PLAIN);
  }

  private static Node scalar(Tag tag, String text, ScalarStyle style) {
    return new ScalarNode(tag, text, null, null, style);
  }
}
