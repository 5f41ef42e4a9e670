package dev.plumbline.endtoend;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.InParallel;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.stats.BernoulliEDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How many answers of a suite a check that compares needs for a page, at A = 1e8. */
record AnswersToPage(String check, Target target, Suite suite, ExchangeFileScorer scorer) {
  static final int NEVER = Integer.MAX_VALUE;
  private static final double LOG_THRESHOLD = Math.log(1e8);

  /**
   * What came of it.
   *
   * @param toPage trials until the page; {@link #NEVER} without one
   * @param trials until the page, or in all
   */
  record Result(int toPage, int trials, int answers) {}

  /** Asks all the suite's probes in turns, so many times. */
  Result in(int rounds, ProbeOnce once) throws InterruptedException {
    List<Exchange> answers = ask(rounds, once);
    BernoulliEDetector detector = BernoulliEDetector.start();
    int trials = 0;
    for (Exchange answer : answers) {
      for (CheckReading read : scorer.score(answer, probe(answer), target)) {
        if (read.check().equals(check)
            && read.reading() instanceof Reading.Compared(_, double ratio, _, _)) {
          detector = detector.after(ratio, 1);
          trials++;
        }
      }
      if (detector.logEvidence() >= LOG_THRESHOLD) {
        return new Result(trials, trials, answers.size());
      }
    }
    return new Result(NEVER, trials, answers.size());
  }

  private List<Exchange> ask(int rounds, ProbeOnce once) throws InterruptedException {
    List<Probe> probes =
        Collections.nCopies(rounds, suite.probes()).stream().flatMap(List::stream).toList();
    List<Exchange> answers = Collections.synchronizedList(new ArrayList<>());
    InParallel.forEach(
        probes, 5, Duration.ZERO, probe -> answers.add(once.ask(target, suite, probe)));
    return answers;
  }

  private Probe probe(Exchange answer) {
    return suite.probes().stream()
        .filter(it -> it.id().equals(answer.probe()))
        .findFirst()
        .orElseThrow();
  }
}
