package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Discover;
import dev.plumbline.catalog.discovery.DiscoverReader;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes targets and policy of a document that was checked against {@code fleet.schema.json}. */
final class FleetReader {
  private static final double USUAL_RATE = 1e-3;
  private static final int USUALLY_AFTER = 30_000;
  private static final double EVEN = 0.5;

  private final Located.Mapping builtInTarget;
  private final Located.Mapping builtInDetection;
  private final SelfTestReader selfTestReader;
  private final TargetReader targetReader;
  private final PeerReader peerReader;
  private final DiscoverReader discoverReader;
  private final Errors errors;

  /**
   * @param suites those that could be read
   */
  FleetReader(DocumentSchema schema, List<Suite> suites, SuiteNames suiteNames, Errors errors) {
    this.builtInTarget = schema.defaults("/$defs/target");
    this.builtInDetection = schema.defaults("/$defs/detection");
    this.selfTestReader =
        new SelfTestReader(schema.defaults("/$defs/self-test"), suiteNames, errors);
    this.targetReader = new TargetReader(suiteNames, errors);
    this.peerReader = new PeerReader(suites, suiteNames.complete(), errors);
    this.discoverReader = new DiscoverReader(schema, errors);
    this.errors = errors;
  }

  List<Target> targets(Located document) {
    Fields fleet = Fields.of(document, errors);
    if (document instanceof Located.Mapping) {
      requireTargets(fleet);
    }
    Located defaults = defaults(document);
    List<PeerReader.Written> targets = new ArrayList<>();
    Limits limits = new CourtesyReader(fleet).budget();
    for (Located item : fleet.mappings("targets")) {
      Located written = item.over(defaults);
      Target target = targetReader.read(written);
      LimitsReader.requirePrice(Fields.of(written, errors), target, limits);
      targets.add(new PeerReader.Written(written, target));
    }
    peerReader.check(targets);
    return targets.stream().map(PeerReader.Written::target).toList();
  }

  private static void requireTargets(Fields fleet) {
    if (!fleet.has("discover")) {
      fleet.require("add it here", "targets");
      if (fleet.value("targets") instanceof Located.Sequence(_, List<Located> items)
          && items.isEmpty()) {
        fleet.error(
            "targets",
            "is empty",
            "write at least one target, or have some found: 'discover' beside 'targets'");
      }
    }
  }

  /** What holds of a target where it says nothing. */
  Located defaults(Located document) {
    return Fields.of(document, errors).value("defaults").over(builtInTarget);
  }

  /** What holds for all who ask; null where the fleet says nothing of it. */
  @Nullable Courtesy courtesy(Located document, List<Target> targets) {
    Fields fleet = Fields.of(document, errors);
    Located defaults = defaults(document);
    Set<String> draining = new TreeSet<>();
    for (int i = 0; i < targets.size() && i < fleet.mappings("targets").size(); i++) {
      Located written = fleet.mappings("targets").get(i).over(defaults);
      if (Fields.of(written, errors).flag("draining")) {
        draining.add(targets.get(i).name());
      }
    }
    Courtesy courtesy = new CourtesyReader(fleet).read(targets, draining);
    return courtesy.equals(Courtesy.NONE) ? null : courtesy;
  }

  /** Where other targets are found. */
  List<Discover> discover(Located document) {
    return discoverReader.read(Fields.of(document, errors));
  }

  /** The self-test; null where the fleet asks for none. */
  @Nullable SelfTest selfTest(Located document, DetectionPolicy policy) {
    Fields fleet = Fields.of(document, errors);
    return fleet.has("self-test") ? selfTestReader.read(fleet.value("self-test"), policy) : null;
  }

  DetectionPolicy detection(Located document) {
    Located written = Fields.of(document, errors).value("detection");
    Fields detection = Fields.of(written.over(builtInDetection), errors);
    return new DetectionPolicy(
        detection.number("pages-per-month"),
        detection.number("tickets-per-week"),
        detection.number("pooled-share"),
        detection.numberOrNull("threshold"),
        detection.duration("window"),
        detection.duration("grace"),
        objectives(detection.within("objectives")));
  }

  private static Map<String, DetectionPolicy.Objective> objectives(Fields objectives) {
    Map<String, DetectionPolicy.Objective> byCheck = new LinkedHashMap<>();
    for (String check : objectives.keys()) {
      DetectionPolicy.Objective objective = objective(objectives.within(check));
      if (check.equals(CheckUse.PAIRED_ANSWER) && objective.certified() < EVEN) {
        objectives.error(
            check,
            "%s is below one half".formatted(objective.certified()),
            "equals lose half of what they answer differently: leave it out, or allow more");
      }
      byCheck.put(check, objective);
    }
    return Collections.unmodifiableMap(byCheck);
  }

  private static DetectionPolicy.Objective objective(Fields objective) {
    double initial = objective.has("initial") ? objective.number("initial") : USUAL_RATE;
    double certified = objective.has("certified") ? objective.number("certified") : initial;
    if (certified > initial) {
      objective.error(
          "%s is above initial, %s".formatted(certified, initial),
          "certification can only lower the objective");
    }
    return new DetectionPolicy.Objective(
        initial,
        certified,
        objective.has("certified-after") ? objective.smallWhole("certified-after") : USUALLY_AFTER,
        !objective.has("pages") || objective.flag("pages"));
  }
}
