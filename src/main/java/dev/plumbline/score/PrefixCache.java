package dev.plumbline.score;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import org.jspecify.annotations.Nullable;

/**
 * Whether an exchange met a prefix cache that held a part of its prompt: as the target says, or
 * where it says nothing, as was asked for.
 */
final class PrefixCache {
  private static final String WARM = "warm";
  private static final String COLD = "cold";

  private PrefixCache() {}

  /** {@value #WARM} or {@value #COLD}; null where nobody says. */
  static @Nullable String of(Target target, Exchange exchange) {
    if (exchange.outcome() instanceof Outcome.Answered(var answer)
        && answer.usage() != null
        && answer.usage().cachedTokens() != null) {
      return answer.usage().cachedTokens() > 0 ? WARM : COLD;
    }
    return target.capabilities().contains(Capability.CACHE_SALT) ? asked(exchange.session()) : null;
  }

  /** Later turns of a session may find what earlier ones left, and burst mates each other's. */
  private static @Nullable String asked(Session session) {
    if (Boolean.TRUE.equals(session.warm())) {
      return WARM;
    }
    return switch (session.kind()) {
      case FRESH -> COLD;
      case STICKY -> session.turn() == 0 ? COLD : null;
      case BURST -> null;
    };
  }
}
