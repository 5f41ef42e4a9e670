package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.Slot;
import dev.plumbline.rehearsal.Specimens.Answer;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers slots by drawing specimens: those of a bug for the share it affects, else healthy ones.
 */
final class Answering {
  private static final Reading PASSED = new Reading.Trial(false, "");
  private static final Reading FAILED = new Reading.Trial(true, "");
  private static final Reading NOTHING = new Reading.NotATrial("the specimen could not be judged");

  private final Specimens specimens;
  private final Watching watching;
  private final Setting setting;
  private final Bug bug;
  private final long seed;
  private final RandomGenerator random;

  Answering(Specimens specimens, Watching watching, Setting setting, Bug bug, long seed) {
    this.specimens = specimens;
    this.watching = watching;
    this.setting = setting;
    this.bug = bug;
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * What production would observe of one exchange.
   *
   * @param share of requests (of sessions, where the bug is sticky) that the bug affects
   * @param interval the target's planned one
   */
  List<Observation> observations(Slot slot, Target target, double share, Duration interval) {
    String probe = slot.suite() + "/" + slot.probe();
    String cause = affected(slot.session(), share) ? bug.fault() : Specimens.HEALTHY;
    Map<String, Boolean> failed = draw(cause, probe).failed();
    String exchange = slot.exchangeId();
    List<Observation> observations = new ArrayList<>();
    for (String check : watching.of(probe)) {
      observations.add(
          new Observation(
              check,
              exchange,
              target.name(),
              target.labels(),
              null,
              null,
              slot.suite(),
              slot.probe(),
              slot.session().id(),
              slot.session().turns(),
              slot.at(),
              interval,
              reading(failed.get(check))));
    }
    return observations;
  }

  private Reading reading(@Nullable Boolean failed) {
    if (failed == null) {
      return NOTHING;
    }
    boolean byItself = setting.healthyFailures() > random.nextDouble();
    return failed || byItself ? FAILED : PASSED;
  }

  /** A session is affected whole or not at all, which its id decides. */
  private boolean affected(Session session, double share) {
    if (share == 0) {
      return false;
    }
    return bug.sticky()
        ? new SplittableRandom(seed * 31 + session.id().hashCode()).nextDouble() < share
        : random.nextDouble() < share;
  }

  private Answer draw(String cause, String probe) {
    List<Answer> answers = specimens.of(cause, probe);
    return answers.get(random.nextInt(answers.size()));
  }
}
