package dev.plumbline.gate.live;

import static dev.plumbline.gate.live.Rollout.CORRUPTED;
import static dev.plumbline.gate.live.Rollout.HEALTHY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.live.FailingBroker.Point;
import dev.plumbline.gate.live.FailingBroker.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every call that an evaluation makes to Kafka fails, at every step of it in turn: for a moment,
 * which must change nothing, or for good, which must never open the gate.
 */
@Tag("exhaustive")
@ExtendWith(GateDatabase.class)
class BrokenKafkaTest {
  /** Where an evaluation is when something breaks. */
  private enum Step {
    BEFORE_IT_IS_ASKED,
    BEFORE_PAIRS_ARE_DEMANDED,
    BEFORE_THE_FIRST_PAIR,
    BETWEEN_PAIRS,
    BEFORE_THE_VERDICT
  }

  private static final int PAIRS = 100;
  private static final int A_BATCH = 20;
  private static final List<Point> ALWAYS =
      List.of(
          new Point("demands", "send"),
          new Point("exchanges", "endOffsets"),
          new Point("exchanges", "poll"),
          new Point("exchanges", "position"),
          new Point("evidence", "endOffsets"),
          new Point("evidence", "poll"),
          new Point("evidence", "position"));

  /** Called again only where a consumer connects anew. */
  private static final List<Point> CONNECTING =
      List.of(
          new Point("exchanges", "connect"),
          new Point("exchanges", "partitionsFor"),
          new Point("exchanges", "seek"),
          new Point("evidence", "connect"),
          new Point("evidence", "partitionsFor"));

  private static final List<Point> FOR_GOOD =
      List.of(
          new Point("demands", "send"),
          new Point("exchanges", "connect"),
          new Point("exchanges", "endOffsets"),
          new Point("exchanges", "poll"),
          new Point("evidence", "connect"),
          new Point("evidence", "endOffsets"),
          new Point("evidence", "poll"));

  private final KafkaRollout kafka;
  private final List<String> wrong = new ArrayList<>();
  private int metBefore;
  private boolean struck;

  private record Fault(Step step, Point point, Way way, int times) {
    boolean forGood() {
      return times == Integer.MAX_VALUE;
    }

    String told() {
      return "%s: %s.%s %s".formatted(step, point.client(), point.call(), way);
    }
  }

  BrokenKafkaTest(@TempDir Path folder) {
    kafka = new KafkaRollout(GateDatabase.dataSource(), folder);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  /** All of them are read, none twice, so the verdict is the same with the same numbers. */
  @Test
  void whatBreaksForAMomentChangesNothing() {
    GateBody passes = run("undisturbed", HEALTHY, null).body();
    GateBody fails = run("undisturbed-corrupted", CORRUPTED, null).body();
    assertThat(passes.verdict()).isEqualTo("pass");
    assertThat(fails.verdict()).isEqualTo("fail");

    List<Fault> faults = momentary();
    assertThat(faults).hasSizeGreaterThan(300);
    for (Fault fault : faults) {
      boolean corrupted = fault.way() == Way.AWAY && fault.step().compareTo(Step.BETWEEN_PAIRS) < 0;
      Evaluation ended = run(fault.told(), corrupted ? CORRUPTED : HEALTHY, fault);
      if (!ended.body().equals(corrupted ? fails : passes) || !recomputed(ended)) {
        wrong.add(fault.told() + ": " + ended.body());
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Fault> momentary() {
    List<Fault> faults = new ArrayList<>();
    for (Step step : Step.values()) {
      List<Point> points = new ArrayList<>(ALWAYS);
      points.addAll(CONNECTING);
      if (step == Step.BEFORE_IT_IS_ASKED) {
        points.add(new Point("exchanges", "offsetsForTimes"));
      }
      for (Way way : Way.values()) {
        points.forEach(point -> faults.add(new Fault(step, point, way, 2)));
      }
    }
    return faults;
  }

  /**
   * A healthy candidate, too, has to wait: for the deadline and an ERROR, or for missing pairs and
   * an INCONCLUSIVE. Once all is back it is asked again, and passes.
   */
  @Test
  void whatBreaksForGoodNeverOpens() {
    GateBody passes = run("undisturbed", HEALTHY, null).body();
    for (Step step : Step.values()) {
      for (Point point : FOR_GOOD) {
        // What is demanded before the verdict is enough for it: nothing would be missing.
        if (step != Step.BEFORE_THE_VERDICT || !point.client().equals("demands")) {
          Fault fault = new Fault(step, point, Way.AWAY, Integer.MAX_VALUE);
          String problem = neverOpens(fault, passes);
          if (!problem.isEmpty()) {
            wrong.add(fault.told() + ": " + problem);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** What is wrong; empty where nothing is. */
  private String neverOpens(Fault fault, GateBody passes) {
    Evaluation meanwhile = run(fault.told(), HEALTHY, fault);
    if (!meanwhile.running() || meanwhile.opens(kafka.rollout.instant())) {
      return "decided while Kafka was away: " + meanwhile;
    }
    arm(fault, fault.step());
    kafka.rollout.advance(Duration.ofHours(3));
    boolean unread = !fault.point().client().equals("exchanges");
    if (unread) {
      kafka.awaitExchanges();
    }
    kafka.rollout.look();
    kafka.rollout.advance(Duration.ofMinutes(1));
    kafka.rollout.look();
    Evaluation ended = kafka.rollout.find(meanwhile.id());
    List<String> expected =
        fault.point().client().equals("demands")
            ? List.of("inconclusive", "error")
            : List.of("error");
    String why = String.join("; ", ended.body().reasons());
    kafka.broker.heal();
    if (!expected.contains(ended.verdict()) || !recomputed(ended)) {
      return "ended wrongly: " + ended;
    }
    if ("error".equals(ended.verdict())
        && !why.contains("is Kafka away?")
        && !why.contains("is a worker running?")) {
      return "nobody is told what to do: " + why;
    }
    GateBody second = goOn(kafka.askAgain(fault.told()), HEALTHY, null).body();
    return second.equals(passes) ? "" : "does not go on once all is back: " + second;
  }

  private Evaluation run(String build, String candidate, @Nullable Fault fault) {
    arm(fault, Step.BEFORE_IT_IS_ASKED);
    kafka.start();
    awaitMet(fault, Step.BEFORE_IT_IS_ASKED);
    return goOn(kafka.ask(build), candidate, fault);
  }

  private Evaluation goOn(String id, String candidate, @Nullable Fault fault) {
    strike(fault, Step.BEFORE_PAIRS_ARE_DEMANDED);
    look();
    for (int from = 0; from < PAIRS && kafka.rollout.find(id).running(); from += A_BATCH) {
      if (from == 0) {
        strike(fault, Step.BEFORE_THE_FIRST_PAIR);
      } else if (from == 2 * A_BATCH) {
        strike(fault, Step.BETWEEN_PAIRS);
      } else if (from == 4 * A_BATCH) {
        strike(fault, Step.BEFORE_THE_VERDICT);
      }
      kafka.answer(id, from, from + A_BATCH, candidate);
      awaitRead(fault);
      look();
    }
    return kafka.rollout.find(id);
  }

  private void awaitRead(@Nullable Fault fault) {
    String away = fault != null && fault.forGood() && struck ? fault.point().client() : "";
    if (!away.equals("exchanges")) {
      kafka.awaitExchanges();
    }
    if (!away.equals("evidence")) {
      kafka.awaitEvidence();
    }
  }

  /** As the judge does, every half a second; three times are more than a moment lasts. */
  private void look() {
    for (int look = 0; look < 3; look++) {
      kafka.rollout.look();
    }
  }

  private void strike(@Nullable Fault fault, Step at) {
    arm(fault, at);
    awaitMet(fault, at);
  }

  private void arm(@Nullable Fault fault, Step at) {
    struck = struck && fault != null;
    metBefore = kafka.broker.failed();
    if (fault != null && fault.step() == at) {
      struck = true;
      if (CONNECTING.contains(fault.point()) && at != Step.BEFORE_IT_IS_ASKED) {
        kafka.broker.fail(new Point(fault.point().client(), "poll"), Way.AWAY, 1);
      }
      kafka.broker.fail(fault.point(), fault.way(), fault.times());
    }
  }

  /** Followers call all the time, so what is armed must come; demands when they are due. */
  private void awaitMet(@Nullable Fault fault, Step at) {
    if (fault != null && fault.step() == at && !fault.point().client().equals("demands")) {
      kafka.awaitFailures(metBefore + 2);
    }
  }

  private boolean recomputed(Evaluation ended) {
    GateFacts facts = kafka.rollout.gates.facts(ended.id()).orElseThrow();
    return GateBody.of(facts.state(), facts.verdict()).equals(ended.body());
  }
}
