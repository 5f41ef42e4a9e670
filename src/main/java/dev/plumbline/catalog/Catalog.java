package dev.plumbline.catalog;

import java.util.List;
import java.util.Optional;

/**
 * Everything that is watched and asked, validated; immutable. A changed file makes a new one.
 *
 * @param version hash of all its files
 */
public record Catalog(
    String version, List<Target> targets, List<Suite> suites, DetectionPolicy detection) {

  public Optional<Target> target(String name) {
    return targets.stream().filter(target -> target.name().equals(name)).findFirst();
  }

  /** The target that a target's graded answers are compared with; empty where it names none. */
  public Optional<Target> peer(Target target) {
    return Optional.ofNullable(target.peer()).flatMap(this::target);
  }

  public Optional<Suite> suite(String name) {
    return suites.stream().filter(suite -> suite.name().equals(name)).findFirst();
  }
}
