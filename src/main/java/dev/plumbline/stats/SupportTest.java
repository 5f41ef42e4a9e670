package dev.plumbline.stats;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Counts what the reference never held, as a first token that capture A never saw. By the
 * two-capture rule: A freezes the set of the known, and the objective p₀ is the upper limit, at δ,
 * of how often the independent capture B draws something unknown, in the worst of its strata.
 * (Clopper and Pearson's one-sided limit; a fixed objective such as .005 is broken by most
 * references of a hundred draws.)
 *
 * @param known what capture A saw
 * @param objective p₀ above 0
 */
public record SupportTest<T>(Set<T> known, double objective) {

  public SupportTest {
    known = Set.copyOf(known);
    if (!(objective > 0 && objective <= 1)) {
      throw new IllegalArgumentException("an objective of %s".formatted(objective));
    }
  }

  /**
   * Both captures.
   *
   * @param strata capture B, δ divided among its strata
   */
  public static <T> SupportTest<T> capture(
      Collection<T> first, List<? extends Collection<T>> strata, double delta) {
    Set<T> known = Set.copyOf(first);
    double objective =
        strata.stream()
            .mapToDouble(stratum -> {
              long unknown = stratum.stream().filter(value -> !known.contains(value)).count();
              return ClopperPearson.upper(unknown, stratum.size(), delta / strata.size());
            })
            .max()
            .orElseThrow(() -> new IllegalArgumentException("no capture B"));
    return new SupportTest<>(known, objective);
  }

  /**
   * The likelihood ratio of a trial for {@link BernoulliEDetector} and {@link ShareGrid}: 1/p₀
   * where the value is unknown, else 0.
   */
  public double ratio(T value) {
    return known.contains(value) ? 0 : 1 / objective;
  }
}
