package dev.plumbline.catalog.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a mapping that was checked against its schema. What is absent or of the wrong kind reads as
 * a stand-in (empty, 0, false): the schema has complained, nothing is built once anything was, and
 * reading on finds the rest of what is wrong.
 */
public final class Fields {
  private final Located.Mapping mapping;
  private final Errors errors;

  private Fields(Located.Mapping mapping, Errors errors) {
    this.mapping = mapping;
    this.errors = errors;
  }

  public static Fields of(Located value, Errors errors) {
    return new Fields(
        value instanceof Located.Mapping mapping
            ? mapping
            : new Located.Mapping(value.at(), Map.of()),
        errors);
  }

  public Set<String> keys() {
    return mapping.entries().keySet();
  }

  /** The value, or an empty mapping. */
  public Located value(String key) {
    @Nullable Located value = mapping.entries().get(key);
    return value == null ? new Located.Mapping(mapping.at(), Map.of()) : value;
  }

  public Fields within(String key) {
    return of(value(key), errors);
  }

  public boolean has(String key) {
    return mapping.entries().containsKey(key);
  }

  /** Where the value stands, or the mapping that lacks it. */
  public Location at(String key) {
    @Nullable Located value = mapping.entries().get(key);
    return value == null ? mapping.at() : value.at();
  }

  /** Adds an error of the mapping as a whole. */
  public void error(String message, String remedy) {
    errors.add(mapping.at(), message, remedy);
  }

  public void error(String key, String message, String remedy) {
    errors.add(at(key), message, remedy);
  }

  /** For keys that may come from elsewhere, so that the schema cannot require them here. */
  public void require(String remedy, String... keys) {
    for (String key : keys) {
      if (!has(key)) {
        errors.add(mapping.at(), "'%s' is missing".formatted(key), remedy);
      }
    }
  }

  public String text(String key) {
    return textOr(key, "");
  }

  public String textOr(String key, String absent) {
    return scalar(key).filter(JsonNode::isString).map(JsonNode::stringValue).orElse(absent);
  }

  public @Nullable String textOrNull(String key) {
    return scalar(key).filter(JsonNode::isString).map(JsonNode::stringValue).orElse(null);
  }

  public double number(String key) {
    return scalar(key).filter(JsonNode::isNumber).map(JsonNode::doubleValue).orElse(0.0);
  }

  public @Nullable Double numberOrNull(String key) {
    return scalar(key).filter(JsonNode::isNumber).map(JsonNode::doubleValue).orElse(null);
  }

  public long whole(String key) {
    return exact(key).orElse(0);
  }

  public @Nullable Long wholeOrNull(String key) {
    OptionalLong value = exact(key);
    return value.isPresent() ? value.getAsLong() : null;
  }

  /** For values whose schema has a maximum that fits. */
  public int smallWhole(String key) {
    return (int) whole(key);
  }

  public @Nullable Integer smallWholeOrNull(String key) {
    return exact(key).isPresent() ? smallWhole(key) : null;
  }

  /** Those items that are whole numbers. */
  public List<Integer> smallWholes(String key) {
    return items(key).stream()
        .map(Located::json)
        .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
        .map(JsonNode::intValue)
        .toList();
  }

  private OptionalLong exact(String key) {
    return scalar(key).map(JsonNode::longValueOpt).orElse(OptionalLong.empty());
  }

  public boolean flag(String key) {
    return scalar(key).filter(JsonNode::isBoolean).map(JsonNode::booleanValue).orElse(false);
  }

  /** The text through a parser whose {@link Malformed} becomes an error of the value. */
  public <T> Optional<T> parsed(String key, Function<String, T> parser) {
    return scalar(key)
        .filter(JsonNode::isString)
        .flatMap(value -> parsed(at(key), value.stringValue(), parser));
  }

  /** {@link #parsed} for each item that is text. */
  public <T> List<T> parsedItems(String key, Function<String, T> parser) {
    return items(key).stream()
        .filter(item -> item.json().isString())
        .flatMap(item -> parsed(item.at(), item.json().stringValue(), parser).stream())
        .toList();
  }

  private <T> Optional<T> parsed(Location at, String text, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text));
    } catch (Malformed e) {
      errors.addUnlessBlamed(at, e.message(), e.remedy());
      return Optional.empty();
    }
  }

  /** A duration above zero: {@code 250ms}, {@code 5s}, {@code 1m}, {@code 1h}, {@code PT5S}. */
  public Duration duration(String key) {
    return parsed(key, Durations::positive).orElse(Duration.ZERO);
  }

  public List<Located> items(String key) {
    return mapping.entries().get(key) instanceof Located.Sequence(_, List<Located> items)
        ? items
        : List.of();
  }

  public List<Located.Mapping> mappings(String key) {
    return items(key).stream()
        .filter(Located.Mapping.class::isInstance)
        .map(Located.Mapping.class::cast)
        .toList();
  }

  public List<Fields> each(String key) {
    return mappings(key).stream().map(item -> of(item, errors)).toList();
  }

  private Optional<JsonNode> scalar(String key) {
    return mapping.entries().get(key) instanceof Located.Scalar(_, JsonNode value)
        ? Optional.of(value)
        : Optional.empty();
  }
}
