package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What peers are asked besides their own slots: for each base slot of a target that names one, of a
 * probe that feeds {@value CheckUse#PAIRED_ANSWER} and in a fresh session, the same probe at the
 * same instant. The target's own slots stay as they are, and so do the peer's: neither's draw
 * depends on there being a pair. Slots that demands add have no counterpart: what made one suspect
 * the target is no reason to ask its peer ten times as often.
 */
final class PeerPlan {
  private record Card(String suite, String probe) {}

  private final Map<String, Set<Card>> askedOf = new HashMap<>();
  private final Map<String, String> peers = new HashMap<>();

  /** Peers that are not asked at some instants. */
  private final Map<String, Target> pausing = new HashMap<>();

  private final Courtesy courtesy;

  PeerPlan(Catalog catalog) {
    courtesy = catalog.manners();
    for (Target target : catalog.targets()) {
      Optional<Target> peer = catalog.peer(target);
      if (peer.isPresent()) {
        peers.put(target.name(), peer.get().name());
        askedOf.put(target.name(), cards(catalog, target, peer.get()));
        peer.filter(courtesy::mayPause).ifPresent(it -> pausing.put(it.name(), it));
      }
    }
  }

  /**
   * The peers' slots due from {@code from}, inclusive, to {@code to}, exclusive; those that several
   * targets share once.
   */
  Stream<Slot> slots(List<TargetPlan> targets, Instant from, Instant to) {
    return targets.stream()
        .filter(target -> peers.containsKey(target.name()))
        .flatMap(target -> target.indexes(from, to).mapToObj(target::slot))
        .flatMap(slot -> counterpart(slot).stream())
        .distinct();
  }

  private Optional<Slot> counterpart(Slot slot) {
    String peer = peers.get(slot.target());
    boolean paired =
        slot.session().kind() == Session.Kind.FRESH
            && askedOf
                .getOrDefault(slot.target(), Set.of())
                .contains(new Card(slot.suite(), slot.probe()));
    Target mayPause = pausing.get(peer);
    boolean pauses = mayPause != null && courtesy.pauses(mayPause, slot.at());
    return paired && peer != null && !pauses
        ? Optional.of(
            new Slot(
                peer, slot.suite(), slot.probe(), slot.at(), TargetPlan.fresh(peer, slot.at())))
        : Optional.empty();
  }

  private static Set<Card> cards(Catalog catalog, Target target, Target peer) {
    Set<Card> cards = new HashSet<>();
    for (Suite suite : catalog.suites()) {
      if (target.suites().contains(suite.name()) && peer.suites().contains(suite.name())) {
        for (Probe probe : suite.probes()) {
          if (probe.uses(CheckUse.PAIRED_ANSWER) && probe.fits(target) && probe.fits(peer)) {
            cards.add(new Card(suite.name(), probe.id()));
          }
        }
      }
    }
    return cards;
  }
}
