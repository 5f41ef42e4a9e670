package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an assertion compares with: read from a file where it names one, variables filled in. */
final class AssertedValue {
  private final Sources sources;

  AssertedValue(Sources sources) {
    this.sources = sources;
  }

  /** Missing where there is none. */
  JsonNode of(PromptfooAssertion assertion, Map<String, JsonNode> variables) throws NotImportable {
    Located value = assertion.value();
    String text = Parts.text(value);
    if (value == null) {
      return JsonNodeFactory.instance.missingNode();
    }
    if (text != null && Sources.isReference(text)) {
      return file(text, value);
    }
    return rendered(value.json(), variables);
  }

  private JsonNode file(String name, Located value) throws NotImportable {
    if (Sources.isCode(name)) {
      throw new NotImportable(
          "the value is made by code, '%s'".formatted(name), "write the value itself");
    }
    return switch (Sources.extension(name)) {
      case "json", "yaml", "yml" ->
          sources
              .document(name, value.at())
              .map(Located::json)
              .orElse(JsonNodeFactory.instance.missingNode());
      default ->
          sources
              .text(name, value.at())
              .<JsonNode>map(JsonNodeFactory.instance::stringNode)
              .orElse(JsonNodeFactory.instance.missingNode());
    };
  }

  private static JsonNode rendered(JsonNode value, Map<String, JsonNode> variables)
      throws NotImportable {
    if (value.isString()) {
      return JsonNodeFactory.instance.stringNode(
          Template.render(value.stringValue(), variables, new HashSet<>()));
    }
    if (value.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : value) {
        items.add(item.isString() ? rendered(item, variables) : item);
      }
      return items;
    }
    return value;
  }

  /** One text, not empty. */
  static String text(JsonNode value, String type) throws NotImportable {
    boolean single = value.isString() || value.isNumber();
    String text = single ? JsText.of(value) : "";
    if (text.isEmpty()) {
      throw new NotImportable(
          "%s without a text to look for".formatted(type), "write it under 'value'");
    }
    return text;
  }

  /** Several texts: a list, or text between commas. */
  static List<String> texts(JsonNode value, String type) throws NotImportable {
    List<String> texts = new ArrayList<>();
    if (value.isString()) {
      texts.addAll(commaSeparated(value.stringValue(), type));
    } else if (value.isArray()) {
      value.forEach(item -> texts.add(JsText.of(item)));
    }
    if (texts.isEmpty() || texts.stream().anyMatch(String::isEmpty)) {
      throw new NotImportable(
          "%s without texts to look for, or with an empty one".formatted(type),
          "write them as a list under 'value'");
    }
    return texts;
  }

  private static List<String> commaSeparated(String text, String type) throws NotImportable {
    try {
      return CommaList.of(text);
    } catch (IllegalArgumentException e) {
      throw new NotImportable(
          "%s with %s".formatted(type, e.getMessage()), "write the texts as a list");
    }
  }

  /** A JSON Schema; null where none is asked for. */
  @Nullable JsonNode schema(JsonNode value, PromptfooAssertion assertion) throws NotImportable {
    JsonNode schema = value;
    if (value.isString() && !value.stringValue().isBlank()) {
      schema =
          sources
              .parsed(assertion.at().file(), value.stringValue())
              .map(Located::json)
              .orElse(value);
    }
    if (schema.isObject()) {
      return DraftSeven.modern(schema);
    }
    if (schema.isMissingNode() || schema.isNull() || schema.asString("").isBlank()) {
      return null;
    }
    throw new NotImportable("its value is no JSON Schema", "write a mapping, or no value");
  }
}
