package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.SuiteFile;
import dev.plumbline.catalog.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What each deterministic assertion of promptfoo means, as a check. */
final class AssertionMapper {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final AssertedValue values;

  AssertionMapper(Sources sources) {
    this.values = new AssertedValue(sources);
  }

  /**
   * @throws NotImportable with the reason why no check says the same
   */
  Mapped map(PromptfooAssertion assertion, Map<String, JsonNode> variables) throws NotImportable {
    if (assertion.weight() == 0) {
      throw new NotImportable(
          "%s with the weight 0 decides nothing".formatted(assertion.name()), "give it a weight");
    }
    return switch (assertion.type()) {
      case "latency" -> new Mapped.Check(new CheckUse.Latency(latency(assertion)));
      case "cost" -> new Mapped.Check(new CheckUse.Cost(limit(assertion, "US dollars")));
      case "finish-reason" -> new Mapped.Check(stop(assertion, variables));
      case "is-json" -> json(assertion, variables);
      default -> {
        Expected expected = expected(assertion, value(assertion, variables));
        yield right(assertion, expected);
      }
    };
  }

  private static Mapped right(PromptfooAssertion assertion, Expected expected) {
    return new Mapped.Right(assertion.negated() ? new Expected.Not(expected) : expected);
  }

  private JsonNode value(PromptfooAssertion assertion, Map<String, JsonNode> variables)
      throws NotImportable {
    String why = UnknownAssertions.why(assertion.type());
    if (why != null) {
      throw new NotImportable(assertion.name() + " " + why, UnknownAssertions.REMEDY);
    }
    if (assertion.transformed()) {
      throw new NotImportable(
          "%s looks at what code made of the answer (transform)".formatted(assertion.name()),
          "write what the answer itself must be");
    }
    return values.of(assertion, variables);
  }

  private static Expected expected(PromptfooAssertion assertion, JsonNode value)
      throws NotImportable {
    String type = assertion.name();
    return switch (assertion.type()) {
      case "equals" -> equal(type, value);
      case "contains" -> QuotedRegex.contains(AssertedValue.text(value, type));
      case "icontains" -> QuotedRegex.containsAnyCase(AssertedValue.text(value, type));
      case "contains-all" -> new Expected.All(each(value, type, QuotedRegex::contains));
      case "contains-any" -> new Expected.Any(each(value, type, QuotedRegex::contains));
      case "icontains-all" -> new Expected.All(each(value, type, QuotedRegex::containsAnyCase));
      case "icontains-any" -> new Expected.Any(each(value, type, QuotedRegex::containsAnyCase));
      case "starts-with" -> QuotedRegex.startsWith(AssertedValue.text(value, type));
      case "regex" -> regex(AssertedValue.text(value, type));
      default ->
          throw new NotImportable(
              assertion.type().isEmpty()
                  ? "an assertion without 'type'"
                  : "%s is not known".formatted(type),
              UnknownAssertions.REMEDY);
    };
  }

  private static List<Expected> each(
      JsonNode value, String type, Function<String, Expected.Regex> one) throws NotImportable {
    return AssertedValue.texts(value, type).stream().<Expected>map(one).toList();
  }

  private static Expected equal(String type, JsonNode value) throws NotImportable {
    if (value.isMissingNode()) {
      throw new NotImportable(type + " without a value", "write it under 'value'");
    }
    return value.isContainer() || value.isNull()
        ? new Expected.Document(JSON.objectNode().set("const", value))
        : QuotedRegex.is(JsText.of(value));
  }

  private static Expected regex(String pattern) throws NotImportable {
    try {
      return new Expected.Regex(JsRegex.toJava(pattern));
    } catch (PatternSyntaxException e) {
      throw new NotImportable(
          "regex '%s' is none for Java: %s".formatted(pattern, e.getDescription()),
          "write one that java.util.regex reads");
    }
  }

  private Mapped json(PromptfooAssertion assertion, Map<String, JsonNode> variables)
      throws NotImportable {
    @Nullable JsonNode schema = values.schema(value(assertion, variables), assertion);
    if (schema == null && !assertion.negated()) {
      return new Mapped.Check(new CheckUse.Format(Syntax.JSON));
    }
    JsonNode wanted = schema == null ? JSON.objectNode() : schema;
    Optional<String> fault = SuiteFile.fault(wanted);
    if (fault.isPresent()) {
      throw new NotImportable(
          assertion.name() + ": " + fault.get(), "write a JSON Schema of draft 2020-12");
    }
    return right(assertion, new Expected.Document(wanted));
  }

  private static Duration latency(PromptfooAssertion assertion) throws NotImportable {
    return Duration.ofNanos(Math.round(limit(assertion, "milliseconds") * 1e6));
  }

  private static double limit(PromptfooAssertion assertion, String unit) throws NotImportable {
    Double threshold = assertion.threshold();
    if (assertion.negated()) {
      throw new NotImportable(
          assertion.name() + " asks for more than a limit; checks know at-most alone",
          "leave it out");
    }
    if (threshold == null || threshold <= 0) {
      throw new NotImportable(
          assertion.name() + " without a threshold above 0", "write it in " + unit);
    }
    return threshold;
  }

  private CheckUse.Stop stop(PromptfooAssertion assertion, Map<String, JsonNode> variables)
      throws NotImportable {
    String reason = AssertedValue.text(values.of(assertion, variables), assertion.name());
    StopReason expected =
        switch (reason.toLowerCase(Locale.ROOT)) {
          case "stop" -> StopReason.END;
          case "length" -> StopReason.LENGTH;
          case "tool_calls" -> StopReason.TOOL_USE;
          default -> null;
        };
    if (expected == null || assertion.negated()) {
      throw new NotImportable(
          "%s '%s' has no stop-reason here".formatted(assertion.name(), reason),
          "one of end, length, tool-use");
    }
    return new CheckUse.Stop(expected);
  }
}
