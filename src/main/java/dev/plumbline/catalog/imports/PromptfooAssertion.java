package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One assertion as it is written.
 *
 * @param where who asserts it, for people: {@code test 'two plus two'}, {@code defaultTest}
 * @param type without {@code not-}
 * @param value null where there is none
 * @param weight 0 for one that decides nothing
 * @param transformed whether code changes the answer before it is looked at
 * @param parts of an {@code assert-set}
 */
record PromptfooAssertion(
    Location at,
    String where,
    String type,
    boolean negated,
    @Nullable Located value,
    @Nullable Double threshold,
    double weight,
    boolean transformed,
    List<PromptfooAssertion> parts) {
  private static final String NOT = "not-";

  static PromptfooAssertion of(Located written, String where) {
    String type = Parts.text(written, "type");
    Double weight = Parts.number(written, "weight");
    String name = type == null ? "" : type;
    return new PromptfooAssertion(
        written.at(),
        where,
        name.startsWith(NOT) ? name.substring(NOT.length()) : name,
        name.startsWith(NOT),
        Parts.part(written, "value"),
        Parts.number(written, "threshold"),
        weight == null ? 1 : weight,
        Parts.part(written, "transform") != null,
        Parts.items(Parts.part(written, "assert")).stream().map(part -> of(part, where)).toList());
  }

  static PromptfooAssertion of(
      Location at, String where, String type, @Nullable String value, @Nullable Double threshold) {
    Located text =
        value == null ? null : new Located.Scalar(at, JsonNodeFactory.instance.stringNode(value));
    boolean negated = type.startsWith(NOT);
    String name = negated ? type.substring(NOT.length()) : type;
    return new PromptfooAssertion(at, where, name, negated, text, threshold, 1, false, List.of());
  }

  /** The type as it is written. */
  String name() {
    return (negated ? NOT : "") + type;
  }

  PromptfooAssertion afterTransform() {
    return new PromptfooAssertion(at, where, type, negated, value, threshold, weight, true, parts);
  }
}
