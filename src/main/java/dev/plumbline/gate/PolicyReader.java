package dev.plumbline.gate;

import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes {@link Policy}s of documents that were checked against {@code gates.schema.json}. */
final class PolicyReader {
  private final Located.Mapping builtIn;
  private final CheckRuleReader rules;
  private final Errors errors;
  private final boolean refusing;
  private final Map<String, Location> namesTaken = new HashMap<>();

  /**
   * @param known checks that Plumbline has
   * @param refusing whether a policy whose budget cannot decide is an error
   */
  PolicyReader(DocumentSchema schema, Set<String> known, Errors errors, boolean refusing) {
    this.builtIn = schema.defaults("/$defs/gate");
    this.rules = new CheckRuleReader(known);
    this.errors = errors;
    this.refusing = refusing;
  }

  List<Policy> read(Located document) {
    Fields gates = Fields.of(document, errors);
    Located defaults = gates.value("defaults").over(builtIn);
    List<Policy> policies = new ArrayList<>();
    for (Located item : gates.mappings("gates")) {
      read(Fields.of(item.over(defaults), errors)).ifPresent(policies::add);
    }
    return List.copyOf(policies);
  }

  private Optional<Policy> read(Fields gate) {
    gate.require("add it here", "name", "checks");
    unique(gate);
    Fields written = gate.within("checks");
    List<CheckRule> checks =
        written.keys().stream().flatMap(check -> rules.read(check, written).stream()).toList();
    if (checks.isEmpty() || checks.size() < written.keys().size()) {
      return Optional.empty();
    }
    if (checks.stream().noneMatch(CheckRule::required)) {
      gate.error("checks", "none of them is required", "let one decide: leave required out");
      return Optional.empty();
    }
    Fields budget = gate.within("budget");
    Fields missing = gate.within("missing");
    double alpha = gate.number("alpha");
    double allowed = missing.number("allowed");
    long pairs = budget.whole("pairs");
    if (!(alpha > 0 && alpha < 1) || !(allowed > 0 && allowed < 1) || pairs < 1) {
      return Optional.empty();
    }
    Policy.@Nullable Inconclusive inconclusive =
        CheckRuleReader.constant(Policy.Inconclusive.values(), gate.text("inconclusive"));
    Policy policy =
        new Policy(
            gate.text("name"),
            gate.parsed("applies-to", Slice::parse).orElse(Slice.WHOLE_FLEET),
            texts(gate, "suites"),
            texts(gate, "environments"),
            checks,
            alpha,
            gate.number("power"),
            new Policy.Budget(pairs, budget.wholeOrNull("requests")),
            gate.duration("deadline"),
            inconclusive == null ? Policy.Inconclusive.BLOCK : inconclusive,
            new Policy.Missing(allowed, missing.number("most"), missing.number("expected")));
    if (refusing && errors.all().isEmpty()) {
      refuse(policy, gate);
    }
    return Optional.of(policy);
  }

  private void unique(Fields gate) {
    String name = gate.text("name");
    @Nullable Location taken =
        name.isEmpty() ? null : namesTaken.putIfAbsent(name, gate.at("name"));
    if (taken != null) {
      gate.error(
          "name",
          "'%s' is also a gate in %s:%d".formatted(name, taken.file(), taken.line()),
          "rename one");
    }
  }

  private static void refuse(Policy policy, Fields gate) {
    GatePlan plan = GatePlan.of(policy);
    plan.refusal().ifPresent(refusal -> gate.error("budget", refusal.problem(), refusal.remedy()));
  }

  private static List<String> texts(Fields gate, String key) {
    return gate.parsedItems(key, it -> it);
  }
}
