package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fleet of a timeline: its models and one that nothing happened to, each on every platform and
 * the accelerators it had there, one pool each. Which there were is not published in full.
 */
final class RehearsedFleet {
  private static final String HEALTHY_MODEL = "sonnet-3.7";
  private static final Map<String, List<String>> ACCELERATORS = accelerators();

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final double STICKY_SHARE = 0.1;
  private static final int STICKY_TURNS = 5;

  private final List<Suite> suites;
  private final DetectionPolicy policy;
  private final List<Labels> pools;

  /**
   * @param suites asked of every target
   * @param policy of detection where a setting does not say otherwise
   * @throws UnusableFileException if the timeline speaks of a place the fleet has not
   */
  RehearsedFleet(Timeline timeline, List<Suite> suites, DetectionPolicy policy) {
    this.suites = List.copyOf(suites);
    this.policy = policy;
    Set<String> models = new LinkedHashSet<>();
    timeline.courses().forEach(course -> models.add(course.model()));
    models.add(HEALTHY_MODEL);
    this.pools = models.stream().flatMap(model -> pools(model).stream()).toList();
    for (Course course : timeline.courses()) {
      if (pools.stream().noneMatch(course::afflicts)) {
        throw new UnusableFileException(
            "%s: the rehearsed fleet has no such place — it has %s"
                .formatted(course.slice(), ACCELERATORS));
      }
    }
  }

  private static Map<String, List<String>> accelerators() {
    Map<String, List<String>> accelerators = new LinkedHashMap<>();
    accelerators.put("claude-api", List.of("tpu", "trainium", "gpu"));
    accelerators.put("bedrock", List.of("trainium", "gpu"));
    accelerators.put("vertex-ai", List.of("tpu", "gpu"));
    return accelerators;
  }

  private static List<Labels> pools(String model) {
    return ACCELERATORS.entrySet().stream()
        .flatMap(platform ->
            platform.getValue().stream()
                .map(kind -> new Labels(model, platform.getKey(), kind, kind + "-a")))
        .toList();
  }

  List<Labels> pools() {
    return pools;
  }

  /** The catalog that production would run on. */
  Catalog catalog(Setting setting) {
    Budget budget = budget(interval(setting));
    return new Catalog(
        "rehearsal",
        pools.stream().map(pool -> target(pool, setting, budget)).toList(),
        suites,
        policy(setting));
  }

  private static Duration interval(Setting setting) {
    return Duration.ofNanos(Math.round(3600e9 / setting.perHour()));
  }

  private DetectionPolicy policy(Setting setting) {
    Map<String, Objective> objectives = new LinkedHashMap<>();
    policy
        .objectives()
        .forEach((check, of) -> {
          double objective = setting.objective() == null ? of.certified() : setting.objective();
          // Certified before the incident, so nothing is left to be earned.
          objectives.put(check, new Objective(objective, objective, 1, of.pages()));
        });
    return new DetectionPolicy(
        policy.pagesPerMonth(),
        policy.ticketsPerWeek(),
        policy.pooledShare(),
        policy.threshold(),
        policy.window(),
        policy.grace(),
        objectives);
  }

  private Target target(Labels labels, Setting setting, Budget budget) {
    EnumSet<Capability> capabilities = EnumSet.allOf(Capability.class);
    if (!setting.logprobs()) {
      capabilities.remove(Capability.LOGPROBS);
    }
    return new Target(
        labels.toString(),
        labels,
        null,
        null,
        WireFormat.OPENAI_CHAT,
        URI.create("rehearsal:" + labels),
        labels.model(),
        null,
        setting.identity()
            ? List.of(new IdentityEcho.Field("/system_fingerprint", ".*"))
            : List.of(),
        Integer.MAX_VALUE,
        capabilities,
        null,
        budget,
        suites.stream().map(Suite::name).toList());
  }

  private static Budget budget(Duration interval) {
    return new Budget(interval, 1, TIMEOUT, Long.MAX_VALUE, STICKY_SHARE, STICKY_TURNS);
  }
}
