package dev.plumbline.gate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plumbline.catalog.InvalidCatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as they are written, and what is said of what is wrong with them. */
class PolicyFilesTest {
  private static final Path EXAMPLE = Path.of("src", "main", "resources", "gate", "example.yaml");

  @TempDir Path folder;

  private static List<Policy> read(String text) {
    return PolicyFiles.read(Map.of("gates/a.yaml", text), true);
  }

  private static String error(String text) {
    try {
      read(text);
      return "";
    } catch (InvalidCatalogException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String gate(String rest) {
    return "gates:\n  - name: rollout\n" + rest.indent(4);
  }

  @Test
  void theExampleIsUnderstoodAndDecidesWithinItsBudgets() {
    List<Policy> policies = PolicyFiles.load(EXAMPLE);
    assertThat(policies).extracting(Policy::name).containsExactly("rollout", "succession");
    Policy rollout = policies.getFirst();
    assertThat(rollout.slice().toString()).isEqualTo("opal/*/*/*");
    assertThat(rollout.budget()).isEqualTo(new Policy.Budget(1_500, null));
    assertThat(rollout.deadline()).isEqualTo(Duration.ofHours(4));
    assertThat(rollout.inconclusive()).isEqualTo(Policy.Inconclusive.HOLD);
    assertThat(rollout.environments()).containsExactly("prod");
    assertThat(rollout.alpha()).isEqualTo(.01);
    assertThat(rollout.missing()).isEqualTo(Policy.Missing.USUAL);
    assertThat(rollout.rule("foreign-script")).isEqualTo(Pairs.held("foreign-script", 1e-3));
    assertThat(rollout.rule("paired-answer"))
        .isEqualTo(CheckRule.usual("paired-answer", CheckKind.PAIRED_ANSWER));
    CheckRule latency = requireNonNull(rollout.rule("latency"));
    assertThat(latency.required()).isFalse();
    assertThat(latency.worse()).isEqualTo(Worse.HIGHER);
    assertThat(policies.getLast().inconclusive()).isEqualTo(Policy.Inconclusive.BLOCK);
    assertThat(policies.getLast().deadline()).isEqualTo(Duration.ofDays(2));
  }

  /** What the schema says is the default is what holds, and what the class says too. */
  @Test
  void defaultsAreThoseOfTheSchema() {
    Policy policy = read(gate("checks: {format: {}}")).getFirst();
    Policy usual = Policy.standard(List.of(CheckRule.usual("format", CheckKind.RARE_FAILURE)));
    assertThat(policy.checks()).isEqualTo(usual.checks());
    assertThat(policy.alpha()).isEqualTo(usual.alpha());
    assertThat(policy.power()).isEqualTo(usual.power());
    assertThat(policy.missing()).isEqualTo(usual.missing());
    assertThat(policy.inconclusive()).isEqualTo(usual.inconclusive());
    assertThat(policy.slice()).isEqualTo(usual.slice());
    assertThat(policy.budget().pairs()).isEqualTo(2_000);
    assertThat(policy.deadline()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void everyKeyIsRead() {
    Policy policy =
        read(gate(
                """
                suites: [core, long]
                alpha: 0.05
                power: 0.95
                budget: {pairs: 9000, requests: 18000}
                missing: {allowed: 0.05, most: 0.5, expected: 0.01}
                checks:
                  judge:
                    kind: score
                    allowed-regression: 0.1
                    weight: 3
                    expected: {differing: 0.5, by: 0.2, right: 0.8}
                  surprise: {kind: quantity, worse: lower}
                  format: {weight: 1, expected: {failures: 2e-4}}
                """))
            .getFirst();
    assertThat(policy.suites()).containsExactly("core", "long");
    assertThat(policy.budget()).isEqualTo(new Policy.Budget(9_000, 18_000L));
    assertThat(policy.missing()).isEqualTo(new Policy.Missing(.05, .5, .01));
    CheckRule judge = requireNonNull(policy.rule("judge"));
    assertThat(judge)
        .isEqualTo(
            new CheckRule(
                "judge",
                CheckKind.SCORE,
                true,
                .1,
                null,
                3,
                Worse.EITHER,
                new Expected(0, .5, .2, .8)));
    assertThat(policy.weight(judge)).isEqualTo(.6);
    assertThat(requireNonNull(policy.rule("surprise")).worse()).isEqualTo(Worse.LOWER);
    assertThat(requireNonNull(policy.rule("format")).expected().failures()).isEqualTo(2e-4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "checks: {fromat: {}} | gates/a.yaml:3:14 gates[0].checks.fromat: unknown check 'fromat' — did you mean 'format'?",
        "checks: {mine: {}} | unknown check 'mine' — say what it reads: kind: rare-failure, paired-answer, score, quantity",
        "checks: {'a/b': {kind: score}} | is no name of a check — write 1 to 200 characters",
        "checks: {answer: {kind: quantity}} | answer cannot be compared as quantity — write one of: paired-answer, score",
        "checks: {latency: {p0: 1e-3}} | latency is compared, not held to a rate — leave p0 out",
        "checks: {format: {p0: 0.02}} | 0.02 is not below the allowed regression, 0.01",
        "checks: {format: {worse: higher}} | format is no quantity — leave it out",
        "checks: {format: {required: false}} | none of them is required — let one decide",
        "checks: {format: {alowed: 1}} | unknown key 'alowed'",
        "checks: {} | gates/a.yaml:3:5 gates[0].checks: is empty",
        "checks: {format: {allowed-regression: 1}} | 1 is not below 1",
        "alpha: 0.2 | 0.2 is above 0.1 — Probability at most of a wrong FAIL",
        "power: 0.5 | 0.5 is below 0.9",
        "inconclusive: allow | unknown value 'allow' — What INCONCLUSIVE means.",
        "applies-to: opal | 'opal' is not valid here — The slice it is for",
        "deadline: soon | 'soon' is not valid here",
        "suites: core | is text, must be a list",
        "alpha: 0.01 | 'checks' is missing — add it here",
      })
  void whatIsWrongIsToldWithItsPlaceAndRemedy(String written, String told) {
    assertThat(error(gate(written))).contains(told);
  }

  /** A check that fails in health too goes pair by pair; time with a limit fails or does not. */
  @Test
  void aCheckMayBeComparedOtherwiseThanItsNameSays() {
    Policy policy =
        read(gate(
                """
                checks:
                  language: {kind: paired-answer}
                  latency: {kind: rare-failure, p0: 1e-3}
                  answer: {kind: score}
                """))
            .getFirst();
    assertThat(policy.checks())
        .extracting(CheckRule::kind)
        .containsExactly(CheckKind.PAIRED_ANSWER, CheckKind.RARE_FAILURE, CheckKind.SCORE);
    assertThat(policy.checks()).extracting(CheckRule::allowed).containsExactly(.05, .01, .05);
  }

  @Test
  void aBudgetThatCannotDecideIsRefusedWithTheOneThatDoes() {
    String refused =
        error(
            gate(
                """
                budget: {pairs: 1000}
                checks:
                  paired-answer: {allowed-regression: 0.01}
                """));
    assertThat(refused)
        .containsPattern(
            "gates/a.yaml:3:5 gates\\[0\\].budget: an identical candidate would pass with"
                + " probability 0.0\\d within 1000 pairs, 0.9 is asked — give it [67]\\d\\d\\d pairs"
                + " \\(1\\d{4} requests\\), or allow a larger regression than 0.01 of paired-answer");
    assertThat(error(gate("budget: {pairs: 400}\nchecks: {format: {}}")))
        .as("no test of 1 % can pass before 459")
        .contains("probability 0.00 within 400 pairs", "give it 48")
        .contains("pairs (9");
    String tiny = "budget: {pairs: 20}\nchecks: {paired-answer: {allowed-regression: 0.0001}}";
    assertThat(error(gate(tiny))).contains("no budget that could be simulated would do");
    assertThat(
            PolicyFiles.read(
                Map.of("a.yaml", gate("budget: {pairs: 9}\nchecks: {format: {}}")), false))
        .hasSize(1);
  }

  @Test
  void namesAreUniqueOverAllFilesOfAFolder() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), gate("checks: {format: {}}"));
    Files.writeString(folder.resolve("b.yaml"), gate("checks: {format: {}}"));
    Files.writeString(folder.resolve(".c.yaml"), "nonsense");
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> PolicyFiles.load(folder))
        .withMessageContaining("b.yaml:2:5 gates[0].name: 'rollout' is also a gate in")
        .withMessageContaining("a.yaml:2 — rename one");
    Files.delete(folder.resolve("b.yaml"));
    assertThat(PolicyFiles.load(folder)).hasSize(1);
  }

  @Test
  void aPolicyIsNamedUnlessThereIsOnlyOne() {
    List<Policy> two = PolicyFiles.loadForPlan(EXAMPLE);
    assertThat(PolicyFiles.named(two, "succession", "x.yaml").name()).isEqualTo("succession");
    assertThat(PolicyFiles.named(two.subList(0, 1), "", "x.yaml").name()).isEqualTo("rollout");
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> PolicyFiles.named(two, "", "x.yaml"))
        .withMessage("x.yaml: holds 2 gates — name one: x.yaml#rollout");
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> PolicyFiles.named(two, "rolout", "x.yaml"))
        .withMessage("x.yaml: no gate is called 'rolout' — did you mean 'rollout'?");
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> PolicyFiles.load(folder.resolve("none")))
        .withMessageContaining("there is no such file or folder");
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> PolicyFiles.load(folder))
        .withMessageContaining("the folder holds no *.yaml");
  }

  /** What standalone comes with can decide within its budget. */
  @Test
  void thePracticeGateIsOne() {
    assertThat(PolicyFiles.load(Path.of("src/main/resources/catalog/practice/gates")))
        .singleElement()
        .satisfies(policy -> assertThat(policy.name()).isEqualTo("rollout"));
  }
}
