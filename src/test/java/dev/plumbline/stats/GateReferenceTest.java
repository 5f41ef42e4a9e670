package dev.plumbline.stats;

import static dev.plumbline.stats.Reference.assertSameNumber;
import static dev.plumbline.stats.Reference.cases;
import static dev.plumbline.stats.Reference.number;
import static dev.plumbline.stats.Reference.numbers;
import static dev.plumbline.stats.Reference.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The evidence of gates against {@link Reference}. */
class GateReferenceTest {

  @Test
  void objectiveBet() {
    cases(section("objectiveBet"))
        .forEach(c ->
            assertSameNumber(
                new ObjectiveBet(number(c, "objective"), whole(c, "failures"), whole(c, "trials"))
                    .logEvidence(),
                number(c, "logEvidence"),
                c.toString()));
  }

  @Test
  void rateBelow() {
    cases(section("rateBelow"))
        .forEach(c -> {
          long failures = whole(c, "failures");
          long trials = whole(c, "trials");
          assertSameNumber(
              new RateBelow(number(c, "limit"), failures, trials).logEvidence(),
              number(c, "logEvidence"),
              c.toString());
          if (!c.required("upper").isNull()) {
            assertThat(RateBelow.upper(failures, trials, .01))
                .as(c.toString())
                .isCloseTo(number(c, "upper"), within(1e-11));
          }
        });
  }

  /**
   * Stakes are halved in to 1e-7, so the evidence, near their optimum, is known better than that.
   */
  @Test
  void differenceBelow() {
    JsonNode c = section("differenceBelow");
    DifferenceBelow test =
        DifferenceBelow.start(number(c, "limit"), number(c, "expected"), number(c, "size"));
    List<Double> differences = numbers(c, "differences");
    List<Double> stakes = numbers(c, "stakes");
    for (int n = 0; n < differences.size(); n++) {
      test = test.after(differences.get(n));
      assertThat(test.stake()).as("stake of pair " + n).isCloseTo(stakes.get(n), within(2e-7));
    }
    assertThat(test.logEvidence()).isCloseTo(number(c, "logEvidence"), within(1e-5));
  }

  private static long whole(JsonNode node, String field) {
    return node.required(field).asLong();
  }
}
