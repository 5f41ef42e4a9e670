package dev.plumbline.gate.live;

import static dev.plumbline.gate.live.Rollout.CORRUPTED;
import static dev.plumbline.gate.live.Rollout.HEALTHY;
import static dev.plumbline.gate.live.Rollout.REQUEST;
import static dev.plumbline.gate.live.Rollout.always;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A gate whose own parts break never opens for a candidate that is broken, and decides by all that
 * was kept once they are back.
 */
@ExtendWith(GateDatabase.class)
class BrokenGateTest {
  private final FailingDatabase database = new FailingDatabase(GateDatabase.dataSource());
  private final Rollout rollout;

  BrokenGateTest(@TempDir Path folder) {
    rollout = new Rollout(database, folder);
  }

  /**
   * The database fails at each single step of a rollout in turn, for one call, two or seven, and is
   * back then. What is asked, read and judged is tried again, as every caller does.
   */
  @Test
  void wheneverTheDatabaseFailsABrokenCandidateFailsAndNothingElseHappens() {
    Evaluation undisturbed = run(0, 1, "undisturbed");
    long steps = database.calls();
    assertThat(undisturbed.verdict()).isEqualTo("fail");
    assertThat(3 * steps).as("faults to inject").isGreaterThan(100);

    List<String> wrong = new ArrayList<>();
    for (long step = 1; step <= steps; step++) {
      for (int count : new int[] {1, 2, 7}) {
        Evaluation ended = run(step, count, step + "." + count);
        if (!"fail".equals(ended.verdict())
            || !recomputed(ended).equals(ended.body())
            || ended.opens(rollout.instant())) {
          wrong.add("%d of %d calls: %s".formatted(step, count, ended));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What is kept leads to the same verdict, with the same numbers. */
  private GateBody recomputed(Evaluation ended) {
    GateFacts facts = rollout.gates.facts(ended.id()).orElseThrow();
    return GateBody.of(facts.state(), facts.verdict());
  }

  private Evaluation run(long failAt, int count, String build) {
    if (failAt > 0) {
      database.failAt(failAt, count);
    } else {
      database.failAt(Long.MAX_VALUE, 0);
    }
    GateRequest request =
        new GateRequest(
            REQUEST.gate(), REQUEST.candidate(), REQUEST.baseline(), build, REQUEST.environment());
    String id = retried(() -> rollout.gates.ask(request).evaluation().id());
    return retried(() -> rollout.until(id, always(CORRUPTED), always(HEALTHY), 60));
  }

  private static <T> T retried(java.util.function.Supplier<T> action) {
    for (int attempt = 0; ; attempt++) {
      try {
        return action.get();
      } catch (DataAccessException | TransactionException e) {
        if (attempt > 10) {
          throw e;
        }
      }
    }
  }
}
