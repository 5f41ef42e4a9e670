package dev.plumbline.probe;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Ways;

/**
 * One way to ask a slot's probe: as a stream or whole, with a cold prefix cache or a warm one. A
 * pure function of the slot, so that ways are drawn at random and independent of what was seen.
 *
 * @param probe as it is asked
 * @param session as it is asked
 */
record Asking(Probe probe, Session session) {

  /** Requests of one burst are the same; so are both sides of a pair, which are due at once. */
  static Asking of(Target target, Probe probe, Slot slot) {
    Ways ways = target.budget().waysToAsk();
    String drawn =
        switch (slot.session().kind()) {
          case FRESH, STICKY -> slot.suite() + "|" + slot.probe() + "|" + slot.at();
          case BURST -> slot.session().id();
        };
    return new Asking(
        streamed(probe, ways, drawn), slot.session().warm(isWarm(target, ways, slot.session())));
  }

  private static Probe streamed(Probe probe, Ways ways, String drawn) {
    return ways.streamShare() == null
        ? probe
        : probe.streamed(Hash.unit(Hash.seed("stream|" + drawn), 0) < ways.streamShare());
  }

  /** All turns of a session, whose later turns find what earlier ones left. */
  private static boolean isWarm(Target target, Ways ways, Session session) {
    return ways.warmShare() != null
        && target.capabilities().contains(Capability.CACHE_SALT)
        && Hash.unit(Hash.seed("warm|" + session.id()), 0) < ways.warmShare();
  }
}
