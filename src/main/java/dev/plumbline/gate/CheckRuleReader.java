package dev.plumbline.gate;

import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes {@link CheckRule}s of what a policy says of its checks. */
final class CheckRuleReader {
  private static final String KIND = "kind";

  /** What series are named by. */
  private static final Pattern NAME = Pattern.compile("[^/|*\\p{Cntrl}]{1,200}");

  private final Set<String> known;

  /**
   * @param known checks that Plumbline has
   */
  CheckRuleReader(Set<String> known) {
    this.known = known;
  }

  Optional<CheckRule> read(String check, Fields checks) {
    Fields rule = checks.within(check);
    @Nullable CheckKind kind = kind(check, rule, checks);
    if (kind == null) {
      return Optional.empty();
    }
    @Nullable Double objective = rule.numberOrNull("p0");
    if (objective != null && kind != CheckKind.RARE_FAILURE) {
      rule.error("p0", "%s is compared, not held to a rate".formatted(check), "leave p0 out");
    }
    if (rule.has("worse") && kind != CheckKind.QUANTITY) {
      rule.error("worse", "%s is no quantity".formatted(check), "leave it out");
    }
    double allowed = or(rule.numberOrNull("allowed-regression"), kind.usuallyAllowed());
    if (objective != null && objective >= allowed) {
      rule.error(
          "p0",
          "%s is not below the allowed regression, %s".formatted(objective, allowed),
          "a candidate at p0 could not pass: allow more, or certify less");
    }
    double weight = or(rule.numberOrNull("weight"), 1);
    return allowed > 0 && allowed < 1 && weight > 0
        ? Optional.of(
            new CheckRule(
                check,
                kind,
                !rule.has("required") || rule.flag("required"),
                allowed,
                objective,
                weight,
                worse(check, rule),
                expected(kind, objective, rule.within("expected"))))
        : Optional.empty();
  }

  private @Nullable CheckKind kind(String check, Fields rule, Fields checks) {
    @Nullable CheckKind written =
        rule.has(KIND) ? constant(CheckKind.values(), rule.text(KIND)) : null;
    if (known.contains(check)) {
      List<CheckKind> possible = CheckKind.possible(check);
      if (written != null && !possible.contains(written)) {
        rule.error(
            KIND,
            "%s cannot be compared as %s".formatted(check, word(written)),
            "write one of: "
                + String.join(", ", possible.stream().map(CheckRuleReader::word).toList()));
      }
      return written != null && possible.contains(written) ? written : possible.getFirst();
    }
    if (!NAME.matcher(check).matches()) {
      checks.error(
          check,
          "is no name of a check",
          "write 1 to 200 characters, without / | * and control characters");
      return null;
    }
    if (written == null && !rule.has(KIND)) {
      checks.error(
          check,
          "unknown check '%s'".formatted(check),
          DidYouMean.remedy(
              check,
              known,
              "say what it reads: kind: rare-failure, paired-answer, score, quantity"));
    }
    return written;
  }

  private static Worse worse(String check, Fields rule) {
    @Nullable Worse written =
        rule.has("worse") ? constant(Worse.values(), rule.text("worse")) : null;
    return written == null ? CheckRule.worse(check) : written;
  }

  private static Expected expected(CheckKind kind, @Nullable Double objective, Fields written) {
    Expected usual = Expected.of(kind);
    double failures =
        or(
            written.numberOrNull("failures"),
            objective == null ? usual.failures() : Math.min(objective, usual.failures()));
    return new Expected(
        failures,
        or(written.numberOrNull("differing"), usual.differing()),
        or(written.numberOrNull("by"), usual.by()),
        or(written.numberOrNull("right"), usual.right()));
  }

  private static double or(@Nullable Double written, double usual) {
    return written == null ? usual : written;
  }

  /** Null for a word the schema refused. */
  static <E extends Enum<E>> @Nullable E constant(E[] constants, String word) {
    for (E constant : constants) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    return null;
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
