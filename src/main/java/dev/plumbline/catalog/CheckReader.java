package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Malformed;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes {@link CheckUse}s: {@code argmax}, or a name with what the check needs to know. */
final class CheckReader {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

  private final Errors errors;

  CheckReader(Errors errors) {
    this.errors = errors;
  }

  /** The uses an item of {@code checks} asks for; the schema has said if they are not one. */
  Stream<CheckUse> read(Located item) {
    if (!(item instanceof Located.Mapping)) {
      return Stream.of(new CheckUse.Plain(item.json().asString("")));
    }
    Fields check = Fields.of(item, errors);
    return check.keys().stream().limit(1).flatMap(name -> read(name, check));
  }

  private Stream<CheckUse> read(String name, Fields check) {
    return switch (name) {
      case CheckUse.Format.NAME ->
          Stream.of(new CheckUse.Format(Words.constant(Syntax.class, check.text(name))));
      case CheckUse.Answer.NAME ->
          Stream.of(new CheckUse.Answer(new ExpectedReader().read(check.within(name))));
      case CheckUse.Language.NAME ->
          check.parsed(name, CheckReader::language).stream().map(CheckUse.Language::new);
      case CheckUse.Stop.NAME ->
          Stream.of(new CheckUse.Stop(Words.constant(StopReason.class, check.text(name))));
      case CheckUse.Latency.NAME ->
          Stream.of(new CheckUse.Latency(check.within(name).duration("at-most")));
      case CheckUse.Cost.NAME -> Stream.of(new CheckUse.Cost(check.within(name).number("at-most")));
      case CheckUse.Usage.NAME -> Stream.of(new CheckUse.Usage(promptTokens(check.within(name))));
      case CheckUse.ToolCall.NAME -> Stream.of(new CheckUse.ToolCall(check.text(name)));
      default -> Stream.empty();
    };
  }

  private static String language(String tag) {
    if (LANGUAGES.contains(tag)) {
      return tag;
    }
    throw new Malformed(
        "unknown language '%s'".formatted(tag), "write its ISO 639-1 code: en, de, ja");
  }

  private static Map<String, Integer> promptTokens(Fields usage) {
    Map<String, Integer> byModel = new TreeMap<>();
    Fields counts = usage.within("prompt-tokens");
    for (String model : counts.keys()) {
      byModel.put(model, counts.smallWhole(model));
    }
    return Collections.unmodifiableMap(byModel);
  }

  /** Names that a check was asked for by, whether or not it could be read. */
  static List<String> names(Located item) {
    return item instanceof Located.Mapping mapping
        ? List.copyOf(mapping.entries().keySet())
        : List.of(item.json().asString(""));
  }
}
