package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test as it runs: what it says over what the default test says.
 *
 * @param description null where there is none
 * @param vars as written: lists are not expanded
 * @param threshold share of the assertions that is enough; null for all
 * @param options what is done around prompt and answer
 * @param prompts labels of the prompts it is for; empty for all
 * @param scoredByCode whether code decides instead of the assertions
 */
record PromptfooTest(
    Location at,
    @Nullable String description,
    Map<String, Located> vars,
    List<PromptfooAssertion> assertions,
    @Nullable Double threshold,
    Map<String, Located> options,
    List<String> prompts,
    boolean scoredByCode) {

  /** A test alone. */
  static PromptfooTest of(Located written, String where, Map<String, Located> vars) {
    return new PromptfooTest(
        written.at(),
        Parts.text(written, "description"),
        vars,
        Parts.items(Parts.part(written, "assert")).stream()
            .map(assertion -> PromptfooAssertion.of(assertion, where))
            .toList(),
        Parts.number(written, "threshold"),
        Parts.part(written, "options") instanceof Located.Mapping(_, Map<String, Located> options)
            ? options
            : Map.of(),
        Parts.items(Parts.part(written, "prompts")).stream()
            .map(Parts::text)
            .flatMap(Stream::ofNullable)
            .toList(),
        Parts.part(written, "assertScoringFunction") != null);
  }

  /** This test over another: variables and options one by one, assertions after the other's. */
  PromptfooTest over(PromptfooTest base) {
    boolean alone = flag("disableDefaultAsserts");
    return new PromptfooTest(
        at,
        description,
        merged(base.vars, vars),
        Stream.concat(alone ? Stream.of() : base.assertions.stream(), assertions.stream()).toList(),
        threshold == null ? base.threshold : threshold,
        merged(base.options, options),
        prompts.isEmpty() ? base.prompts : prompts,
        scoredByCode || base.scoredByCode);
  }

  boolean flag(String option) {
    return "true".equals(Parts.text(options.get(option)));
  }

  String option(String name) {
    String text = Parts.text(options.get(name));
    return text == null ? "" : text;
  }

  /** Whether code changes the answer before the assertions see it. */
  boolean transforms() {
    return options.containsKey("transform") || options.containsKey("postprocess");
  }

  String where() {
    return description == null ? "test" : "test '" + description + "'";
  }

  private static Map<String, Located> merged(Map<String, Located> low, Map<String, Located> top) {
    Map<String, Located> merged = new LinkedHashMap<>(low);
    merged.putAll(top);
    return merged;
  }
}
