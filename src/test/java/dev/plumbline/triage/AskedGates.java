package dev.plumbline.triage;

import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.GateViews;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Release questions that were asked about a {@link WatchedFleet}, one for each verdict. */
final class AskedGates implements GateViews {
  static final String FAILED = "/gates/rollout/evaluations/failed";

  private static final Policy POLICY =
      Policy.standard(List.of(CheckRule.usual(WatchedFleet.CHECK, CheckKind.RARE_FAILURE)));
  private static final Instant ASKED = WatchedFleet.NOW.minus(Duration.ofMinutes(20));
  private static final String BASELINE = "model-0/cloud-0/gpu/pool-01";

  private final List<Story> stories =
      List.of(
          story("running", running(), false, List.of(), List.of()),
          story("passed", judged(700, 0, List.of(), List.of()), true, List.of(), List.of()),
          story("failed", judged(12, 12, List.of(), List.of()), true, List.of(), List.of()),
          story(
              "blocked",
              judged(700, 0, List.of(open()), List.of()),
              true,
              List.of(open(), WatchedFleet.HOSTILE),
              List.of()),
          story(
              "broken",
              judged(3, 0, List.of(), List.of("is Kafka away?" + WatchedFleet.HOSTILE)),
              true,
              List.of(),
              List.of("is Kafka away?" + WatchedFleet.HOSTILE)));

  static String page(String id) {
    return "/gates/rollout/evaluations/" + id;
  }

  private static String open() {
    return "%s|%s stands at PAGE".formatted(WatchedFleet.CHECK, Desk.FIRST);
  }

  private static GateBody running() {
    return GateBody.running(state(40, 0));
  }

  private static GateBody judged(int pairs, int failures, List<String> open, List<String> broken) {
    GateState state = state(pairs, failures);
    return GateBody.of(state, GateFacts.verdict(state, "there are no more pairs", open, broken));
  }

  private static GateState state(int pairs, int failures) {
    GateState state = GateState.start(POLICY);
    for (int pair = 0; pair < pairs; pair++) {
      GatePair.Sides sides =
          new GatePair.Sides(new Side.Trial(pair < failures), new Side.Trial(false));
      state =
          state.after(
              new GatePair(
                  ASKED.plusSeconds(2L * pair), "core/capital", Map.of(WatchedFleet.CHECK, sides)));
    }
    return state;
  }

  private static Story story(
      String id, GateBody body, boolean ended, List<String> open, List<String> broken) {
    @Nullable Instant end = ended ? ASKED.plus(Duration.ofMinutes(14)) : null;
    boolean failed = id.equals("failed");
    List<GateOverride> overrides =
        failed
            ? List.of(
                new GateOverride(
                    "Kim" + WatchedFleet.HOSTILE,
                    "the fault is known" + WatchedFleet.HOSTILE,
                    ASKED,
                    ASKED.plus(Duration.ofHours(1))))
            : List.of();
    return new Story(
        new Headline(
            id,
            "rollout",
            WatchedFleet.HOSTILE,
            BASELINE,
            "it's " + WatchedFleet.HOSTILE,
            "prod",
            failed ? 2 : 1,
            ASKED,
            end,
            body,
            overrides),
        POLICY,
        List.of("core"),
        open,
        broken,
        List.of(new Deed(ASKED, "asked", "caller", "build " + WatchedFleet.HOSTILE)),
        failed
            ? List.of(
                new Failing(7, ASKED, "core/capital", "x1", List.of(WatchedFleet.CHECK)),
                new Failing(6, ASKED, "core/" + WatchedFleet.HOSTILE, "gone", List.of("argmax")))
            : List.of());
  }

  @Override
  public List<Headline> newest(int limit) {
    return stories.stream().map(Story::headline).limit(limit).toList();
  }

  @Override
  public Optional<Story> find(String id, int failing) {
    return stories.stream().filter(it -> it.headline().id().equals(id)).findFirst();
  }
}
