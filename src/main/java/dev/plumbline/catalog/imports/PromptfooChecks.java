package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The assertions of one test as checks: those on the answer become one {@code answer}. */
final class PromptfooChecks {
  private static final double ROUNDING = 1e-9;

  private final AssertionMapper mapper;
  private final Collection<Remark> remarks;
  private final Map<String, JsonNode> variables;
  private final Set<Expected> expected = new LinkedHashSet<>();
  private final List<CheckUse> others = new ArrayList<>();

  private PromptfooChecks(
      AssertionMapper mapper, Collection<Remark> remarks, Map<String, JsonNode> variables) {
    this.mapper = mapper;
    this.remarks = remarks;
    this.variables = variables;
  }

  /**
   * @param remarks gets what could not be taken over
   */
  static List<CheckUse> of(
      PromptfooTest test,
      Map<String, JsonNode> variables,
      AssertionMapper mapper,
      Collection<Remark> remarks) {
    if (test.scoredByCode()) {
      String what = "code weighs its assertions (assertScoringFunction)";
      remarks.add(
          new Remark(test.at().file(), test.at().line(), test.where(), what, "remove it", true));
      return List.of();
    }
    PromptfooChecks checks = new PromptfooChecks(mapper, remarks, variables);
    List<PromptfooAssertion> assertions =
        test.transforms()
            ? test.assertions().stream().map(PromptfooAssertion::afterTransform).toList()
            : test.assertions();
    checks.add(assertions, test.threshold());
    return checks.uses();
  }

  private void add(List<PromptfooAssertion> assertions, @Nullable Double threshold) {
    if (threshold != null && threshold < 1 && assertions.size() > 1) {
      someOf(assertions, threshold);
      return;
    }
    for (PromptfooAssertion assertion : assertions) {
      if (assertion.type().equals("assert-set") && !assertion.negated()) {
        add(assertion.parts(), assertion.threshold());
      } else {
        mapped(assertion).ifPresent(this::add);
      }
    }
  }

  private void add(Mapped mapped) {
    switch (mapped) {
      case Mapped.Right(Expected.All(List<Expected> parts)) -> expected.addAll(parts);
      case Mapped.Right(Expected part) -> expected.add(part);
      case Mapped.Check(CheckUse use) -> {
        Optional<CheckUse> same =
            others.stream().filter(other -> other.name().equals(use.name())).findFirst();
        others.remove(same.orElse(use));
        others.add(same.map(known -> stricter(known, use)).orElse(use));
      }
    }
  }

  private static CheckUse stricter(CheckUse first, CheckUse second) {
    if (first instanceof CheckUse.Latency a && second instanceof CheckUse.Latency b) {
      return a.atMost().compareTo(b.atMost()) <= 0 ? a : b;
    }
    if (first instanceof CheckUse.Cost a && second instanceof CheckUse.Cost b) {
      return a.atMost() <= b.atMost() ? a : b;
    }
    return first;
  }

  /** At least a share of several: here one of them, or all. */
  private void someOf(List<PromptfooAssertion> assertions, double threshold) {
    List<Mapped> parts = assertions.stream().flatMap(part -> mapped(part).stream()).toList();
    int needed = (int) Math.ceil(threshold * assertions.size() - ROUNDING);
    boolean sameWeight =
        assertions.stream().mapToDouble(PromptfooAssertion::weight).distinct().count() == 1;
    boolean complete = parts.size() == assertions.size() && sameWeight;
    List<Expected> rights =
        parts.stream()
            .flatMap(part ->
                part instanceof Mapped.Right(Expected right) ? Stream.of(right) : Stream.of())
            .toList();
    if (complete && needed == assertions.size()) {
      parts.forEach(this::add);
    } else if (complete && needed == 1 && rights.size() == parts.size()) {
      expected.add(new Expected.Any(rights));
    } else {
      lost(
          assertions.getFirst(),
          "%d of %d assertions are enough (threshold %s), which no check can say"
              .formatted(needed, assertions.size(), threshold),
          "ask for all of them, or for one");
    }
  }

  private Optional<Mapped> mapped(PromptfooAssertion assertion) {
    try {
      return Optional.of(mapper.map(assertion, variables));
    } catch (NotImportable e) {
      lost(assertion, e.why(), e.remedy());
      return Optional.empty();
    }
  }

  private void lost(PromptfooAssertion assertion, String why, String remedy) {
    remarks.add(
        new Remark(
            assertion.at().file(), assertion.at().line(), assertion.where(), why, remedy, true));
  }

  private List<CheckUse> uses() {
    List<CheckUse> uses = new ArrayList<>(others);
    if (expected.size() == 1) {
      uses.add(new CheckUse.Answer(expected.iterator().next()));
    } else if (!expected.isEmpty()) {
      uses.add(new CheckUse.Answer(new Expected.All(List.copyOf(expected))));
    }
    return List.copyOf(uses);
  }
}
