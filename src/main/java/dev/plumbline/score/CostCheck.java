package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Price;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Answer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchange must not cost more than the probe allows, by the tokens the target counted. */
final class CostCheck implements Check {
  static final String NAME = CheckUse.Cost.NAME;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    if (probe.use(CheckUse.Cost.class).isEmpty()) {
      return Optional.of("the probe does not say what its answer may cost");
    }
    return target.price() == null
        ? Optional.of("the catalog gives no price of the target")
        : Optional.empty();
  }

  @Override
  public Reading read(Subject subject) {
    Answer.@Nullable Usage usage = subject.answer().usage();
    if (usage == null) {
      return new Reading.NotATrial("the response has no usage");
    }
    Price price = Objects.requireNonNull(subject.target().price());
    double atMost = subject.probe().use(CheckUse.Cost.class).orElseThrow().atMost();
    double cost = price.of(usage.promptTokens(), usage.completionTokens());
    return cost <= atMost
        ? new Reading.Trial(false, "")
        : new Reading.Trial(
            true,
            String.format(
                Locale.ROOT,
                "cost $%.6f for %d + %d tokens, at most $%.6f",
                cost,
                usage.promptTokens(),
                usage.completionTokens(),
                atMost));
  }
}
