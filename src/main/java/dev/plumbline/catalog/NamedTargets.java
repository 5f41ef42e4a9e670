package dev.plumbline.catalog;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * Targets in their order, found by name in the same time in any fleet: each exchange that is scored
 * asks. Otherwise a list like any other, immutable.
 */
final class NamedTargets extends AbstractList<Target> implements RandomAccess {
  private final List<Target> targets;
  private final Map<String, Target> byName;

  private NamedTargets(List<Target> targets) {
    this.targets = List.copyOf(targets);
    this.byName = HashMap.newHashMap(targets.size());
    this.targets.forEach(target -> byName.putIfAbsent(target.name(), target));
  }

  static NamedTargets of(List<Target> targets) {
    return targets instanceof NamedTargets named ? named : new NamedTargets(targets);
  }

  /** The first of this name. */
  Optional<Target> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public Target get(int index) {
    return targets.get(index);
  }

  @Override
  public int size() {
    return targets.size();
  }
}
