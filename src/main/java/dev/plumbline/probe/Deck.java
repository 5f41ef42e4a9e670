package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probes of one target as a deck of cards: each cycle asks every probe once, in an order of
 * that cycle and target alone. Not thread-safe: remembers the cycle last dealt.
 */
final class Deck {
  /** A card. */
  record Asked(String suite, String probe) {}

  private final List<Asked> cards;
  private final long seed;
  private final long phase;
  private int[] order;
  private long dealt = Long.MIN_VALUE;

  private Deck(List<Asked> cards, long seed) {
    this.cards = cards;
    this.seed = seed;
    this.phase = cards.isEmpty() ? 0 : Hash.below(cards.size(), seed, -1);
    this.order = new int[0];
  }

  /**
   * @param shuffle names the order of the cards: other names, other orders
   */
  static Deck of(Catalog catalog, Target target, String shuffle) {
    List<Asked> cards =
        target.suites().stream()
            .flatMap(name -> catalog.suite(name).stream())
            .flatMap(suite -> cards(suite, target))
            .toList();
    return new Deck(cards, Hash.seed(shuffle + "|" + target.name()));
  }

  boolean isEmpty() {
    return cards.isEmpty();
  }

  Asked asked(long index) {
    long cycle = Math.floorDiv(index + phase, cards.size());
    if (cycle != dealt) {
      order = shuffled(Hash.mix(seed, cycle));
      dealt = cycle;
    }
    return cards.get(order[Math.floorMod(index + phase, cards.size())]);
  }

  private int[] shuffled(long cycleSeed) {
    int[] shuffled = IntStream.range(0, cards.size()).toArray();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = (int) Hash.below(i + 1L, cycleSeed, i);
      int card = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = card;
    }
    return shuffled;
  }

  private static Stream<Asked> cards(Suite suite, Target target) {
    return suite.probes().stream()
        .filter(probe -> probe.fits(target))
        .map(probe -> new Asked(suite.name(), probe.id()));
  }
}
