package dev.plumbline.score;

import dev.plumbline.reference.References;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The checks there are, by the name suites use. */
public final class CheckRegistry {
  private static final List<Check> GRADERS =
      List.of(
          new AnswerCheck(),
          new FormatCheck(),
          new ToolCallCheck(),
          new StopReasonCheck(),
          new LanguageCheck());

  private final Map<String, Check> checks = new LinkedHashMap<>();

  CheckRegistry(List<Check> checks) {
    checks.forEach(check -> this.checks.put(check.name(), check));
  }

  /** All checks; those that compare with a reference have none. */
  public static CheckRegistry standard() {
    return standard(References.NONE);
  }

  public static CheckRegistry standard(References references) {
    return new CheckRegistry(
        List.of(
            new ForeignScriptCheck(),
            new ArgmaxCheck(references),
            new RoutingCheck(),
            new DivergenceCheck(references),
            new UnanimityCheck(references),
            new LogprobDriftCheck(references),
            new BorderTokenCheck(references),
            new FingerprintCheck(references),
            new FormatCheck(),
            new AnswerCheck(),
            new PairedAnswerCheck(GRADERS),
            new ToolCallCheck(),
            new StopReasonCheck(),
            new UsageCheck(),
            new CostCheck(),
            new LanguageCheck(),
            new RepetitionCheck(),
            new LatencyCheck()));
  }

  public Set<String> names() {
    return Set.copyOf(checks.keySet());
  }

  public Optional<Check> check(String name) {
    return Optional.ofNullable(checks.get(name));
  }

  List<Check> all() {
    return List.copyOf(checks.values());
  }
}
