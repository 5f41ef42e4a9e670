package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.reference.FingerprintBet;
import dev.plumbline.reference.References;
import dev.plumbline.score.Comparing.Need;
import dev.plumbline.score.Comparing.Pair;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer must not look like another pool's: misrouting, seen without an identity in the
 * response. Which pool a misrouted request would reach, the reference was told at its capture.
 */
final class FingerprintCheck implements Check {
  static final String NAME = "fingerprint";

  private final Comparing comparing;

  FingerprintCheck(References references) {
    comparing = new Comparing(references);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return comparing.inapplicable(
        target,
        new Need(
            reference -> reference.fingerprint() != null,
            "off: the reference has fewer than 20,000 own draws and 2,000 of another pool"));
  }

  @Override
  public Reading read(Subject subject) {
    return comparing.read(subject, FingerprintCheck::read);
  }

  private static Optional<Reading> read(Pair pair) {
    return pair.reference()
        .fingerprintRatio(pair.probe(), pair.units())
        .map(ratio ->
            pair.compared(
                ratio >= Comparing.STRANGE, ratio, found(ratio, pair.reference().fingerprint())));
  }

  private static String found(double ratio, @Nullable FingerprintBet bet) {
    return bet == null ? "" : "%.3g times likelier of %s".formatted(ratio, bet.other());
  }
}
