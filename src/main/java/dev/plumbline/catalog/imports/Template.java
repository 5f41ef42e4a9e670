package dev.plumbline.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The part of Nunjucks that is names of variables: {@code {{name}}}, {@code {{user.name}}}, {@code
 * {{items[0]}}}.
 */
final class Template {
  private static final Pattern TAG = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][\\w$]*(?:\\.[\\w$]+|\\[\\d+]|\\['[^']*']|\\[\"[^\"]*\"])*");
  private static final Pattern STEP = Pattern.compile("[\\w$]+|'[^']*'|\"[^\"]*\"");
  private static final Pattern OTHER = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
  private static final int ROUNDS = 5;

  /** A variable that names itself twice would grow without end. */
  private static final int LONGEST = 100_000;

  private Template() {}

  /** Variables whose texts name other variables, with those filled in; other names are text. */
  static Map<String, JsonNode> resolved(Map<String, JsonNode> variables) {
    Map<String, JsonNode> resolved = new LinkedHashMap<>(variables);
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, JsonNode> variable : resolved.entrySet()) {
        if (variable.getValue().isString()
            && variable.getValue().stringValue().length() < LONGEST) {
          String text =
              OTHER
                  .matcher(variable.getValue().stringValue())
                  .replaceAll(found -> Matcher.quoteReplacement(other(found, resolved)));
          variable.setValue(JsonNodeFactory.instance.stringNode(text));
        }
      }
    }
    return resolved;
  }

  private static String other(MatchResult found, Map<String, JsonNode> variables) {
    JsonNode value = variables.get(found.group(1));
    return value == null ? found.group() : JsText.of(value);
  }

  /**
   * The text with its variables filled in; nothing stands where there is no such variable.
   *
   * @param missing gets the names that have no value
   */
  static String render(String text, Map<String, JsonNode> variables, Set<String> missing)
      throws NotImportable {
    if (text.contains("{%")) {
      throw new NotImportable(
          "the template has a statement {% … %}", "write the text out, one prompt a case");
    }
    Matcher matcher = TAG.matcher(COMMENT.matcher(text).replaceAll(""));
    StringBuilder rendered = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1).strip();
      if (!NAME.matcher(name).matches()) {
        throw new NotImportable(
            "the template has {{ %s }}, which is more than the name of a variable".formatted(name),
            "put the finished text into a variable");
      }
      JsonNode value = value(name, variables);
      if (value.isMissingNode()) {
        missing.add(name);
      }
      String shown = value.isMissingNode() || value.isNull() ? "" : JsText.of(value);
      matcher.appendReplacement(rendered, Matcher.quoteReplacement(shown));
    }
    return matcher.appendTail(rendered).toString();
  }

  private static JsonNode value(String name, Map<String, JsonNode> variables) {
    Matcher steps = STEP.matcher(name);
    JsonNode value = JsonNodeFactory.instance.missingNode();
    for (boolean first = true; steps.find(); first = false) {
      String step = steps.group().replaceAll("^['\"]|['\"]$", "");
      value =
          first
              ? variables.getOrDefault(step, value)
              : value.isArray() && step.matches("\\d{1,6}")
                  ? value.path(Integer.parseInt(step))
                  : value.path(step);
    }
    return value;
  }
}
