package dev.plumbline.catalog.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.AnchorNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns SnakeYAML's graph into a tree. Aliases are copied, so the tree's size is bounded here. */
final class LocatedTree {
  private static final int MAX_VALUES = 500_000;

  /** Deeper than the reader's limit only if an alias stands inside its own anchor. */
  private static final int MAX_DEPTH = 60;

  private static final double LARGEST_NUMBER = 1e18;

  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
      super(message);
    }
  }

  private final String file;
  private final Errors errors;
  private int values;

  LocatedTree(String file, Errors errors) {
    this.file = file;
    this.errors = errors;
  }

  Located root(Node node) {
    return value(node, location(node, ""), 0);
  }

  private Located value(Node node, Location at, int depth) {
    if (++values > MAX_VALUES) {
      throw new TooLargeException("more than %d values, aliases expanded".formatted(MAX_VALUES));
    }
    if (depth > MAX_DEPTH) {
      throw new TooLargeException("nested too deeply, or an alias that contains itself");
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, at, depth);
      case SequenceNode sequence -> sequence(sequence, at, depth);
      case ScalarNode scalar -> new Located.Scalar(at, scalar(scalar, at));
      case AnchorNode anchor -> value(anchor.getRealNode(), at, depth);
      default -> throw new IllegalStateException("unknown YAML node " + node.getNodeId());
    };
  }

  private Located mapping(MappingNode mapping, Location at, int depth) {
    Map<String, Located> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        errors.add(location(entry.getKeyNode(), at.path()), "a key is not text", "name the key");
        continue;
      }
      Location place = location(key, Location.entry(at.path(), key.getValue()));
      Located value = value(entry.getValueNode(), place, depth + 1);
      if (entries.putIfAbsent(key.getValue(), value) != null) {
        errors.add(place, "duplicate key '%s'".formatted(key.getValue()), "keep one of them");
      }
    }
    return new Located.Mapping(at, entries);
  }

  private Located sequence(SequenceNode sequence, Location at, int depth) {
    List<Located> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      Location place = location(item, Location.item(at.path(), items.size()));
      items.add(value(item, place, depth + 1));
    }
    return new Located.Sequence(at, items);
  }

  private JsonNode scalar(ScalarNode node, Location at) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return JsonNodeFactory.instance.stringNode(text);
    }
    if (tag.equals(Tag.NULL)) {
      return JsonNodeFactory.instance.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(text));
    }
    if (node.isPlain() && tag.equals(Tag.INT)) {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    }
    if (node.isPlain() && tag.equals(Tag.FLOAT)) {
      return decimal(Double.parseDouble(text), at);
    }
    errors.add(at, "a YAML tag is not understood here", "write the value without a tag");
    return JsonNodeFactory.instance.stringNode(text);
  }

  /** The validator fails, instead of complaining, where a whole number does not fit a long. */
  private JsonNode decimal(double value, Location at) {
    if (Math.abs(value) > LARGEST_NUMBER) {
      errors.add(at, "the number is too large", "write one below 1e18");
      return JsonNodeFactory.instance.numberNode(1);
    }
    return JsonNodeFactory.instance.numberNode(value);
  }

  private Location location(Node node, String path) {
    Mark mark = node.getStartMark();
    return new Location(file, mark.getLine() + 1, mark.getColumn() + 1, path);
  }
}
