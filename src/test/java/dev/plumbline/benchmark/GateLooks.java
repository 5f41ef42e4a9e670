package dev.plumbline.benchmark;

import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Policy;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * A test with looks planned in advance: one look is the fixed-n test, five the group-sequential one
 * with boundaries by O'Brien and Fleming's spending of the error. FAIL at α over the number of
 * checks each (Bonferroni), PASS at α in every check (intersection–union); INCONCLUSIVE after the
 * last look.
 */
final class GateLooks implements GateJudge {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final List<GateTotals> checks;
  private final Plan plan;
  private long pairs;
  private int look;

  /**
   * @param every pairs between two looks
   * @param fail boundary of z at each look
   * @param pass the same
   */
  record Plan(String name, long every, List<Double> fail, List<Double> pass, Policy policy)
      implements Maker {

    static Plan of(String name, Policy policy, int looks, long pairs) {
      double alpha = policy.alpha();
      return new Plan(
          name,
          pairs / looks,
          Spending.boundaries(alpha / policy.checks().size(), looks),
          Spending.boundaries(alpha, looks),
          policy);
    }

    long pairs() {
      return every * fail.size();
    }

    @Override
    public GateJudge make() {
      return new GateLooks(this);
    }
  }

  private GateLooks(Plan plan) {
    this.plan = plan;
    this.checks = plan.policy().checks().stream().map(GateTotals::new).toList();
  }

  @Override
  public @Nullable Word after(GatePair pair) {
    checks.forEach(check -> check.add(pair));
    pairs++;
    if (pairs % plan.every() != 0) {
      return null;
    }
    double fail = plan.fail().get(look);
    double pass = plan.pass().get(look);
    look++;
    if (checks.stream().anyMatch(check -> check.worse() > fail)) {
      return Word.FAIL;
    }
    double level = NORMAL.survivalProbability(pass);
    if (checks.stream().allMatch(check -> level > 0 && check.notInferior(level, pass))) {
      return Word.PASS;
    }
    return look == plan.fail().size() ? Word.INCONCLUSIVE : null;
  }
}
