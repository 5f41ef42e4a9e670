package dev.plumbline.score;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Hash;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.References;
import dev.plumbline.reference.References.InForce;
import dev.plumbline.reference.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What checks that compare with a reference have in common: finding it, and saying why not. */
final class Comparing {
  /** So much likelier under a regression, an answer is shown; few healthy ones are. */
  static final double STRANGE = 10;

  private final References references;

  Comparing(References references) {
    this.references = references;
  }

  /** An answer and the reference of its target. */
  record Pair(InForce inForce, String probe, List<Unit> units) {
    Reference reference() {
      return inForce.reference();
    }

    /**
     * What an answer of this likelihood ratio is.
     *
     * @param found what is said of it where it is strange
     */
    Reading compared(boolean strange, double ratio, String found) {
      return new Reading.Compared(strange, ratio, inForce.id(), strange ? found : "");
    }
  }

  /** What the reference of a target must have. */
  record Need(Predicate<Reference> has, String orElse) {}

  Optional<String> inapplicable(Target target, Need need) {
    Optional<InForce> found = references.of(target.name());
    if (found.isEmpty()) {
      return Optional.of(
          "no approved reference of the target in force; see plumbline reference --help");
    }
    return need.has().test(found.get().reference()) ? Optional.empty() : Optional.of(need.orElse());
  }

  /** Reads an answer beside its reference; no trial where the reference does not hold its probe. */
  Reading read(Subject subject, Function<Pair, Optional<Reading>> reading) {
    return pair(subject).flatMap(reading).orElseGet(() -> unknown(subject.probe()));
  }

  /** Empty where the reference is of another version of the suite, or was just retired. */
  private Optional<Pair> pair(Subject subject) {
    String suite = subject.exchange().suite();
    String version = subject.exchange().suiteVersion();
    return references
        .of(subject.target().name())
        .filter(it -> it.reference().answered(suite, version))
        .map(it -> new Pair(it, suite + "/" + subject.probe().id(), Unit.of(subject.answer())));
  }

  private static Reading unknown(Probe probe) {
    return new Reading.NotATrial(
        "the reference does not hold this version of the suite that asks %s; capture one"
            .formatted(probe.id()));
  }

  /** A number in [0, 1) that an exchange always gets again. */
  static double drawn(Subject subject) {
    return Hash.unit(Hash.seed(subject.exchange().id()), 0);
  }
}
