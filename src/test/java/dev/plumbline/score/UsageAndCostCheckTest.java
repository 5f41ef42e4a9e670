package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Price;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the target counted, against what the prompt has and what it may cost. */
class UsageAndCostCheckTest {
  private final Check usage = new UsageCheck();
  private final Check cost = new CostCheck();

  private static Probe probe(CheckUse use) {
    return Given.probe("?", Set.of("Latin"), Given.greedy(), use);
  }

  private static Target target(@Nullable Price price) {
    Target given = Given.target();
    return new Target(
        given.name(),
        given.labels(),
        given.region(),
        given.build(),
        given.wireFormat(),
        given.endpoint(),
        given.servedModel(),
        given.credential(),
        given.identity(),
        given.contextWindow(),
        given.capabilities(),
        price,
        given.budget(),
        given.suites());
  }

  private static Subject subject(Target target, Probe probe, Answer.@Nullable Usage counted) {
    Answer answer = new Answer("…", "stop", List.of(), "ash-1", counted, List.of());
    return Given.subject(target, probe, answer, Given.response("{}"));
  }

  @Test
  void promptTokensAreExact() {
    Probe probe = probe(new CheckUse.Usage(Map.of("ash", 12)));

    assertThat(usage.read(subject(Given.target(), probe, new Answer.Usage(12, 3))))
        .isEqualTo(new Reading.Trial(false, ""));
    assertThat(usage.read(subject(Given.target(), probe, new Answer.Usage(13, 3))))
        .isEqualTo(new Reading.Trial(true, "expected 12 prompt tokens, got 13"));
    assertThat(usage.read(subject(Given.target(), probe, null)))
        .isEqualTo(new Reading.NotATrial("the response has no usage"));
  }

  @Test
  void promptTokensAreCountedByModel() {
    assertThat(usage.inapplicable(Given.target(), probe(new CheckUse.Usage(Map.of("ash", 1)))))
        .isEmpty();
    assertThat(usage.inapplicable(Given.target(), probe(new CheckUse.Usage(Map.of("oak", 1)))))
        .contains("the probe gives no number of prompt tokens for model ash");
    assertThat(usage.inapplicable(Given.target(), Given.probe())).isPresent();
  }

  @Test
  void costIsBounded() {
    Target target = target(new Price(3, 15));
    Probe probe = probe(new CheckUse.Cost(0.0018));

    assertThat(cost.read(subject(target, probe, new Answer.Usage(100, 100))))
        .isEqualTo(new Reading.Trial(false, ""));
    assertThat(cost.read(subject(target, probe, new Answer.Usage(100, 120))))
        .isEqualTo(
            new Reading.Trial(true, "cost $0.002100 for 100 + 120 tokens, at most $0.001800"));
    assertThat(cost.read(subject(target, probe, null)))
        .isEqualTo(new Reading.NotATrial("the response has no usage"));
  }

  @Test
  void costNeedsAPriceAndALimit() {
    Probe probe = probe(new CheckUse.Cost(0.01));

    assertThat(cost.inapplicable(target(new Price(3, 15)), probe)).isEmpty();
    assertThat(cost.inapplicable(target(null), probe))
        .contains("the catalog gives no price of the target");
    assertThat(cost.inapplicable(target(new Price(3, 15)), Given.probe())).isPresent();
  }
}
