package dev.plumbline.lab;

import dev.plumbline.lab.model.Draws;
import dev.plumbline.lab.model.Generation;
import dev.plumbline.lab.model.Intervention;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Decides which requests the acting faults hit and what they do to them. Every decision is a draw
 * from the fleet's seed, the fault's name and the session or request.
 */
final class Saboteur {
  private static final double LEAST_LEAD_LOST = 1;
  private static final double SHARE_WITH_TWO_TOKENS = 0.3;

  private static final List<UnicodeScript> SCRIPTS =
      List.of(
          UnicodeScript.THAI,
          UnicodeScript.HAN,
          UnicodeScript.HANGUL,
          UnicodeScript.CYRILLIC,
          UnicodeScript.ARABIC,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.HIRAGANA,
          UnicodeScript.GREEK);

  private final long seed;
  private final double backgroundPerSecond;

  Saboteur(long seed, double backgroundPerSecond) {
    this.seed = seed;
    this.backgroundPerSecond = backgroundPerSecond;
  }

  /** The misrouting faults that hit a session. */
  List<ActiveFault> misroutes(List<ActiveFault> acting, String affinityKey) {
    return acting.stream()
        .filter(active -> active.fault() instanceof Fault.Misroute)
        .filter(
            active -> Draws.unit(Draws.hash(seedOf(active), affinityKey)) < active.fault().share())
        .toList();
  }

  /** What a fault does to one answer. */
  record Plan(ActiveFault fault, Intervention intervention) {}

  /**
   * Plans what happens to an answer; empty where nothing does. One fault at most, the first that
   * hits: the steps a second one would aim at are no longer the same.
   *
   * @param clean the answer as it would be without faults
   * @param homeScripts scripts that prompt and answer use or may use
   */
  Optional<Plan> plan(
      List<ActiveFault> acting,
      long requestSeed,
      int batchSize,
      Generation clean,
      Vocabulary vocabulary,
      Supplier<Set<UnicodeScript>> homeScripts) {
    for (ActiveFault active : acting) {
      long draw = Draws.hash(seedOf(active), requestSeed);
      if (Draws.unit(draw) < chance(active.fault(), batchSize)) {
        Intervention intervention =
            switch (active.fault()) {
              case Fault.Misroute _ -> Intervention.NONE;
              case Fault.Corruption _ ->
                  corruption(clean, vocabulary, homeScripts.get(), Draws.hash(draw, 1));
              case Fault.ApproximateTopK _ -> lossOfTop(clean, vocabulary, Draws.hash(draw, 2));
            };
        if (!intervention.equals(Intervention.NONE)) {
          return Optional.of(new Plan(active, intervention));
        }
      }
    }
    return Optional.empty();
  }

  private double chance(Fault fault, int batchSize) {
    return switch (fault) {
      case Fault.Misroute misroute -> misroute.share();
      case Fault.Corruption corruption -> corruption.share();
      case Fault.ApproximateTopK top ->
          BatchBuckets.of(batchSize) < top.minBatch() ? 0 : top.share() / eligible(top.minBatch());
    };
  }

  /** Share of requests that land in a batch of at least this bucket, by background alone. */
  private double eligible(int minBatch) {
    int others = BatchBuckets.smallestBatchIn(minBatch) - 1;
    return BackgroundTraffic.shareWithAtLeast(others, backgroundPerSecond);
  }

  private static Intervention corruption(
      Generation clean, Vocabulary vocabulary, Set<UnicodeScript> homeScripts, long draw) {
    List<UnicodeScript> foreign =
        SCRIPTS.stream().filter(script -> !homeScripts.contains(script)).toList();
    List<Integer> open =
        IntStream.range(0, clean.steps().size())
            .filter(i -> clean.steps().get(i).betweenCharacters())
            .boxed()
            .toList();
    if (foreign.isEmpty() || open.isEmpty()) {
      return Intervention.NONE;
    }
    UnicodeScript script = foreign.get(Draws.below(foreign.size(), Draws.hash(draw, 1)));
    List<Integer> words = vocabulary.wordsIn(script);
    int at = open.get(Draws.below(open.size(), Draws.hash(draw, 2)));
    Map<Integer, Integer> boosted = new HashMap<>();
    boosted.put(at, words.get(Draws.below(words.size(), Draws.hash(draw, 3))));
    if (Draws.unit(draw, 4) < SHARE_WITH_TWO_TOKENS) {
      boosted.put(at + 1, words.get(Draws.below(words.size(), Draws.hash(draw, 5))));
    }
    return new Intervention(Map.copyOf(boosted), Set.of());
  }

  private static Intervention lossOfTop(Generation clean, Vocabulary vocabulary, long draw) {
    List<Integer> open =
        IntStream.range(0, clean.steps().size())
            .filter(i -> canLoseTop(clean.steps().get(i), vocabulary))
            .boxed()
            .toList();
    return open.isEmpty()
        ? Intervention.NONE
        : new Intervention(Map.of(), Set.of(open.get(Draws.below(open.size(), draw))));
  }

  private static boolean canLoseTop(Step step, Vocabulary vocabulary) {
    return step.betweenCharacters()
        && step.lead() >= LEAST_LEAD_LOST
        && vocabulary.isWhole(step.alternative(0))
        && vocabulary.isWhole(step.alternative(1));
  }

  private long seedOf(ActiveFault active) {
    return Draws.hash(seed, active.id());
  }
}
