package dev.plumbline.catalog;

import static java.util.Comparator.comparing;

import dev.plumbline.catalog.discovery.Found;
import dev.plumbline.catalog.yaml.Located;
import java.util.List;

/**
 * The targets of one item of {@code discover}.
 *
 * @param good those in force
 * @param errors why they are not what was found last; empty where they are
 */
record DiscoveredSet(String name, List<Good> good, List<CatalogError> errors) {

  /**
   * A target that was found.
   *
   * @param key what makes it the same one at the next look
   * @param value as it was found
   * @param draining it is not to be asked any more
   */
  record Good(String key, Located value, Target target, boolean draining) {}

  /** A target that was found before: by this process, or by the one before it. */
  record Before(String key, String name, Located value) {
    static Before of(Good good) {
      return new Before(good.key(), good.target().name(), good.value());
    }
  }

  /**
   * What there is to make a set of.
   *
   * @param before the set in force
   */
  record Look(String name, boolean mayBeEmpty, Found found, List<Before> before) {}

  /** In order of name, so that the catalog does not depend on the order of finding. */
  static DiscoveredSet of(String name, List<Good> good, List<CatalogError> errors) {
    List<Good> sorted = good.stream().sorted(comparing(it -> it.target().name())).toList();
    return new DiscoveredSet(name, sorted, List.copyOf(errors));
  }

  List<Target> targets() {
    return good.stream().map(Good::target).toList();
  }

  /** Names of those that are not to be asked any more. */
  List<String> draining() {
    return good.stream().filter(Good::draining).map(it -> it.target().name()).toList();
  }
}
