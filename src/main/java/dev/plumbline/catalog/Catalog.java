package dev.plumbline.catalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is watched and asked, validated; immutable. A changed file makes a new one.
 *
 * @param version hash of all its files
 * @param targets of the fleet; the drill of the self-test is none of them
 * @param selfTest null where there is none
 * @param courtesy null where the fleet says nothing of it
 */
public record Catalog(
    String version,
    List<Target> targets,
    List<Suite> suites,
    DetectionPolicy detection,
    @Nullable SelfTest selfTest,
    @Nullable Courtesy courtesy) {

  public Catalog {
    targets = NamedTargets.of(targets);
  }

  /** A catalog that says nothing for all who ask. */
  public Catalog(
      String version,
      List<Target> targets,
      List<Suite> suites,
      DetectionPolicy detection,
      @Nullable SelfTest selfTest) {
    this(version, targets, suites, detection, selfTest, null);
  }

  /** A catalog without a self-test. */
  public Catalog(
      String version, List<Target> targets, List<Suite> suites, DetectionPolicy detection) {
    this(version, targets, suites, detection, null, null);
  }

  /** What holds for all who ask the fleet. */
  public Courtesy manners() {
    return courtesy == null ? Courtesy.NONE : courtesy;
  }

  /** Everything that is sent probes: the targets, and the drill of the self-test. */
  public List<Target> probed() {
    return selfTest == null
        ? targets
        : Stream.concat(targets.stream(), Stream.of(selfTest.target())).toList();
  }

  /** What is sent probes, by name. */
  public Optional<Target> target(String name) {
    return NamedTargets.of(targets)
        .named(name)
        .or(() ->
            Optional.ofNullable(selfTest)
                .map(SelfTest::target)
                .filter(drill -> drill.name().equals(name)));
  }

  /** The target that a target's graded answers are compared with; empty where it names none. */
  public Optional<Target> peer(Target target) {
    return Optional.ofNullable(target.peer()).flatMap(this::target);
  }

  /** What is asked, by name. */
  public Optional<Suite> suite(String name) {
    return Stream.concat(suites.stream(), Stream.ofNullable(selfTest).map(SelfTest::suite))
        .filter(suite -> suite.name().equals(name))
        .findFirst();
  }
}
