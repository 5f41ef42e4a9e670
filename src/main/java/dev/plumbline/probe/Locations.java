package dev.plumbline.probe;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions workers of one place claim first. Each session has one home, drawn at random, so
 * that places have equal parts; those of another home are claimed later, if they are still there: a
 * place without a worker leaves nothing unasked.
 */
record Locations(@Nullable String here, List<String> all) {
  /** How much later others' sessions are claimed: a part of the time ahead. */
  private static final int LATER = 3;

  static Locations of(ProbeProperties properties) {
    return new Locations(properties.location(), properties.locations());
  }

  /** Whether there are others' sessions. */
  boolean shares() {
    return all.size() > 1;
  }

  /** Of both sides of a pair, which are due at once, the same. */
  boolean isHome(Slot slot) {
    if (!shares()) {
      return true;
    }
    String drawn =
        switch (slot.session().kind()) {
          case FRESH -> slot.at().toString();
          case STICKY, BURST -> slot.session().id();
        };
    int home = (int) Hash.below(all.size(), Hash.seed("home|" + drawn), 0);
    return all.get(home).equals(here);
  }

  Duration later(Duration ahead) {
    return ahead.dividedBy(LATER);
  }
}
