package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The variables of a test, one set for each combination of those that are lists of texts. */
final class Variables {
  private static final int MOST = 10_000;

  private final Sources sources;

  Variables(Sources sources) {
    this.sources = sources;
  }

  List<Map<String, JsonNode>> combinations(PromptfooTest test) throws NotImportable {
    List<Map<String, JsonNode>> combinations = List.of(Map.of());
    for (Map.Entry<String, Located> variable : test.vars().entrySet()) {
      List<JsonNode> values = values(variable.getValue(), test.flag("disableVarExpansion"));
      if ((long) combinations.size() * values.size() > MOST) {
        throw new NotImportable(
            "its variables have more than %d combinations".formatted(MOST), "split the test");
      }
      List<Map<String, JsonNode>> longer = new ArrayList<>();
      for (Map<String, JsonNode> combination : combinations) {
        for (JsonNode value : values) {
          Map<String, JsonNode> more = new LinkedHashMap<>(combination);
          more.put(variable.getKey(), value);
          longer.add(more);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(Template::resolved).toList();
  }

  private List<JsonNode> values(Located value, boolean whole) throws NotImportable {
    String text = Parts.text(value);
    if (text != null && Sources.isReference(text)) {
      List<JsonNode> contents = new ArrayList<>();
      for (String file : sources.matching(text, value.at())) {
        contents.add(content(file, value));
      }
      return contents;
    }
    if (value instanceof Located.Sequence(_, List<Located> items) && !whole) {
      if (items.isEmpty()) {
        throw new NotImportable("a variable that is an empty list", "give it a value");
      }
      if (items.getFirst().json().isString()) {
        return items.stream().map(Located::json).map(Variables::trimmed).toList();
      }
    }
    return List.of(trimmed(value.json()));
  }

  private JsonNode content(String file, Located named) throws NotImportable {
    return switch (Sources.extension(file)) {
      case "yaml", "yml" ->
          sources
              .document(file, named.at())
              .map(document -> string(document.json().toString()))
              .orElse(string(""));
      case "txt", "md", "json", "csv", "html", "xml", "j2", "sql", "jsonl", "log" ->
          sources.text(file, named.at()).map(text -> string(text.strip())).orElse(string(""));
      default ->
          throw new NotImportable(
              "a variable from '%s', which is no text".formatted(file),
              "write the text into the variable");
    };
  }

  /** A block of YAML ends in a line break that nobody means. */
  private static JsonNode trimmed(JsonNode value) {
    return value.isString() ? string(value.stringValue().replaceFirst("\n$", "")) : value;
  }

  private static JsonNode string(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }
}
