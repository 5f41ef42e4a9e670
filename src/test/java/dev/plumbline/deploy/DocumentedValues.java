package dev.plumbline.deploy;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import tools.jackson.databind.JsonNode;

/** What values.yaml says of each value: a comment that begins with {@code # --} above it. */
final class DocumentedValues {
  private static final int LONGEST = 60;

  /**
   * One that a user may set.
   *
   * @param path of its keys, with dots
   * @param fallback what it is where nobody says, as JSON
   * @param text what it is for
   */
  record Value(String path, String fallback, String text) {
    String row() {
      String shown = fallback.length() > LONGEST ? "see values.yaml" : "`" + fallback + "`";
      return "| `%s` | %s | %s |".formatted(path, shown, text.replace("|", "\\|"));
    }
  }

  private final List<Value> values = new ArrayList<>();
  private final List<String> undocumented = new ArrayList<>();

  private DocumentedValues() {}

  static DocumentedValues read() {
    String text = Chart.text(Chart.VALUES);
    LoaderOptions options = new LoaderOptions();
    options.setProcessComments(true);
    DocumentedValues read = new DocumentedValues();
    Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    read.visit("", (MappingNode) root, Chart.documents(text).getFirst());
    return read;
  }

  List<Value> values() {
    return values;
  }

  /** Values that no comment explains, and groups of none. */
  List<String> undocumented() {
    return undocumented;
  }

  /** As a table for people. */
  String table() {
    return values.stream()
        .map(Value::row)
        .collect(Collectors.joining("\n", "| value | default | |\n|---|---|---|\n", "\n"));
  }

  private void visit(String prefix, MappingNode mapping, JsonNode plain) {
    for (NodeTuple entry : mapping.getValue()) {
      String key = ((ScalarNode) entry.getKeyNode()).getValue();
      String path = prefix + key;
      String comment = comment(entry.getKeyNode());
      if (comment.startsWith("-- ")) {
        values.add(new Value(path, plain.path(key).toString(), comment.substring(3)));
      } else if (entry.getValueNode() instanceof MappingNode group && !group.getValue().isEmpty()) {
        visit(path + ".", group, plain.path(key));
      } else {
        undocumented.add(path);
      }
    }
  }

  /** Directly above it: what stands above a blank line is about more. */
  private static String comment(Node key) {
    List<CommentLine> lines = key.getBlockComments() == null ? List.of() : key.getBlockComments();
    StringBuilder text = new StringBuilder();
    for (CommentLine line : lines) {
      if (line.getCommentType() == CommentType.BLANK_LINE) {
        text.setLength(0);
      } else {
        text.append(line.getValue());
      }
    }
    return text.toString().strip();
  }
}
