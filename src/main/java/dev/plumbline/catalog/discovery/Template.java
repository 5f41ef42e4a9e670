package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A target with {@code {label:app}}, {@code {name}} and so on in its texts. Everything else in
 * braces, {@code {model}} for one, is left to the target itself.
 */
final class Template {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{((?:label|annotation):[^{}]+|name|namespace|ip|node|port)}");

  private Template() {}

  /** Whether a text holds anything to be filled in. */
  static boolean isTemplate(String text) {
    return PLACEHOLDER.matcher(text).find();
  }

  /**
   * The template filled in, standing where the object does.
   *
   * @param object named in errors, in the place of a file
   * @param values what a word in braces stands for; empty where the object has none
   */
  static Located fill(
      Located template,
      @Nullable String object,
      Function<String, Optional<String>> values,
      Errors errors) {
    return new Filling(object, values, errors).fill(template, "");
  }

  private record Filling(
      @Nullable String object, Function<String, Optional<String>> values, Errors errors) {

    Located fill(Located value, String path) {
      Location at = object == null ? value.at() : new Location(object, 0, 0, path);
      return switch (value) {
        case Located.Mapping(_, Map<String, Located> entries) -> {
          Map<String, Located> filled = new LinkedHashMap<>();
          entries.forEach((key, each) -> filled.put(key, fill(each, Location.entry(path, key))));
          yield new Located.Mapping(at, filled);
        }
        case Located.Sequence(_, List<Located> items) -> {
          List<Located> filled = new ArrayList<>();
          items.forEach(item -> filled.add(fill(item, Location.item(path, filled.size()))));
          yield new Located.Sequence(at, filled);
        }
        case Located.Scalar scalar when scalar.value().isString() -> {
          String text = text(scalar.value().stringValue(), value.at(), at);
          yield new Located.Scalar(at, JsonNodeFactory.instance.stringNode(text));
        }
        case Located.Scalar scalar -> new Located.Scalar(at, scalar.value());
      };
    }

    private String text(String template, Location written, Location at) {
      return PLACEHOLDER
          .matcher(template)
          .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), written, at)));
    }

    private String value(String name, Location written, Location at) {
      Optional<String> value = values.apply(name).filter(text -> !text.isEmpty());
      if (value.isEmpty()) {
        errors.add(
            at,
            "the object has no %s".formatted(name.replace(":", " ")),
            "add it there, or change {%s} at %s:%d"
                .formatted(name, written.file(), written.line()));
      }
      return value.orElse("");
    }
  }
}
