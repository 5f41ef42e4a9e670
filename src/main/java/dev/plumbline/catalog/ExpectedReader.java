package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Malformed;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** Makes what a right answer is: {@code {number: 90, unit: km/h}}. */
final class ExpectedReader {
  private static final List<String> KINDS =
      List.of("exact", "number", "choice", "regex", "schema", "set", "all", "any", "not");
  private static final String ONE_OF =
      "write exactly one of %s".formatted(String.join(", ", KINDS));

  Expected read(Fields answer) {
    List<String> kinds = KINDS.stream().filter(answer::has).toList();
    if (kinds.size() != 1) {
      answer.error(
          kinds.isEmpty() ? "expects nothing" : kinds + " stand beside each other", ONE_OF);
      return new Expected.Exact("");
    }
    String kind = kinds.getFirst();
    refuseStrays(answer, kind, "number", "tolerance", "unit");
    refuseStrays(answer, kind, "choice", "of");
    return switch (kind) {
      case "number" ->
          new Expected.Quantity(
              answer.number(kind), answer.number("tolerance"), answer.textOrNull("unit"));
      case "choice" -> choice(answer);
      case "regex" -> new Expected.Regex(answer.parsed(kind, ExpectedReader::pattern).orElse(""));
      case "schema" -> new Expected.Document(schema(answer));
      case "all" -> new Expected.All(parts(answer, kind));
      case "any" -> new Expected.Any(parts(answer, kind));
      case "not" -> new Expected.Not(read(answer.within(kind)));
      case "set" -> new Expected.Items(texts(answer, kind));
      default -> new Expected.Exact(answer.text(kind));
    };
  }

  private List<Expected> parts(Fields answer, String key) {
    return answer.each(key).stream().map(this::read).toList();
  }

  private static void refuseStrays(Fields answer, String kind, String owner, String... keys) {
    for (String key : keys) {
      if (!kind.equals(owner) && answer.has(key)) {
        answer.error(key, "says nothing without '%s'".formatted(owner), "remove it");
      }
    }
  }

  private static Expected choice(Fields answer) {
    List<String> among = texts(answer, "of");
    String option = answer.text("choice");
    if (!among.contains(option)) {
      answer.error(
          "choice", "'%s' is none of the options %s".formatted(option, among), "add it to 'of'");
    }
    return new Expected.Choice(option, among);
  }

  private static String pattern(String regex) {
    try {
      return Pattern.compile(regex).pattern();
    } catch (PatternSyntaxException e) {
      throw new Malformed(
          "not a regular expression: " + e.getDescription(),
          "write one as java.util.regex reads it");
    }
  }

  private static JsonNode schema(Fields answer) {
    JsonNode schema = answer.value("schema").json();
    JsonSchemas.fault(schema)
        .ifPresent(fault -> answer.error("schema", fault, "write a JSON Schema of draft 2020-12"));
    return schema;
  }

  private static List<String> texts(Fields answer, String key) {
    return answer.items(key).stream().map(item -> item.json().asString("")).toList();
  }
}
