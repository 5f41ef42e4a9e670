package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.Malformed;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Target}s of a fleet. */
final class TargetReader {
  static final int USUAL_WINDOW = 128_000;

  private static final List<Integer> USUAL_BURSTS = List.of(1, 4, 16, 64);

  private final SuiteNames suiteNames;
  private final Errors errors;
  private final Map<String, Location> namesTaken = new HashMap<>();
  private final Map<Labels, Location> labelsTaken = new HashMap<>();

  TargetReader(SuiteNames suiteNames, Errors errors) {
    this.suiteNames = suiteNames;
    this.errors = errors;
  }

  /**
   * @param value the target over the fleet's defaults
   */
  Target read(Located value) {
    Fields target = Fields.of(value, errors);
    target.require(
        "add it here or under defaults", "model", "platform", "accelerator", "pool", "endpoint");
    Labels labels = labels(target);
    LabelTemplate template = new LabelTemplate(labels);
    String name = target.textOr("name", labels.toString());
    refuseTwins(target, value.at(), name, labels);
    WireFormat format =
        Words.constant(WireFormat.class, target.textOr("wire-format", "openai-chat"));
    URI endpoint =
        target
            .parsed("endpoint", text -> Endpoints.parse(template.fill(text)))
            .orElse(Endpoints.STAND_IN);
    Set<Capability> capabilities = capabilities(target);
    return new Target(
        name,
        labels,
        target.textOrNull("region"),
        target.textOrNull("build"),
        format,
        endpoint,
        template.fill(target.textOr("served-model", labels.model())),
        target.parsed("credential", Credentials::parse).orElse(null),
        new IdentityReader(template).read(target),
        target.has("context-window") ? target.smallWhole("context-window") : USUAL_WINDOW,
        capabilities,
        price(target),
        budget(target.within("budget"), capabilities),
        suites(target),
        target.textOrNull("peer"),
        AccessReader.authentication(target, endpoint),
        AccessReader.connection(target),
        new ExtrasReader(template).read(target, format));
  }

  private static Labels labels(Fields target) {
    return new Labels(
        target.text("model"),
        target.text("platform"),
        target.text("accelerator"),
        target.text("pool"));
  }

  private void refuseTwins(Fields target, Location at, String name, Labels labels) {
    if (Stream.of(labels.model(), labels.platform(), labels.accelerator(), labels.pool())
        .anyMatch(String::isEmpty)) {
      return; // a label is missing, which has been said
    }
    @Nullable Location sameLabels = labelsTaken.putIfAbsent(labels, at);
    @Nullable Location sameName = namesTaken.putIfAbsent(name, at);
    if (labels.model().equals(SelfTest.MODEL) || name.equals(SelfTest.MODEL)) {
      target.error(
          "'%s' is the name of the self-test's own target".formatted(SelfTest.MODEL),
          "rename it; the self-test is switched on by 'self-test: {}' beside 'targets'");
    } else if (sameLabels != null) {
      errors.add(
          at,
          "the labels %s are also those of %s".formatted(labels, sameLabels.path()),
          "give the pools different names");
    } else if (sameName != null) {
      target.error(
          "name",
          "'%s' is also the name of %s".formatted(name, sameName.path()),
          "rename one of them");
    }
  }

  private static Set<Capability> capabilities(Fields target) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    capabilities.addAll(
        target.parsedItems("capabilities", word -> Words.constant(Capability.class, word)));
    return Collections.unmodifiableSet(capabilities);
  }

  private static @Nullable Price price(Fields target) {
    Fields price = target.within("price");
    return target.has("price") ? new Price(price.number("input"), price.number("output")) : null;
  }

  private static Budget budget(Fields budget, Set<Capability> capabilities) {
    Duration interval = budget.duration("interval");
    @Nullable Bursts bursts = bursts(budget);
    return new Budget(
        interval,
        budget.smallWhole("concurrency"),
        budget.duration("timeout"),
        budget.has("requests-per-day")
            ? budget.whole("requests-per-day")
            : requestsPerDay(interval, bursts == null ? Bursts.NONE : bursts),
        budget.number("sticky-share"),
        budget.smallWhole("sticky-turns"),
        LimitsReader.any(budget) ? LimitsReader.ofTarget(budget) : null,
        bursts,
        ways(budget, capabilities));
  }

  private static @Nullable Ways ways(Fields budget, Set<Capability> capabilities) {
    require(budget, "stream-share", Capability.STREAM, capabilities);
    require(budget, "warm-share", Capability.CACHE_SALT, capabilities);
    return budget.has("stream-share") || budget.has("warm-share")
        ? new Ways(budget.numberOrNull("stream-share"), budget.numberOrNull("warm-share"))
        : null;
  }

  private static void require(
      Fields budget, String key, Capability needed, Set<Capability> capabilities) {
    if (budget.has(key) && !capabilities.contains(needed)) {
      budget.error(
          key,
          "changes nothing for a target without the capability " + Words.of(needed),
          "add it to capabilities if the target has it, or leave this out");
    }
  }

  /** All of a burst must be under way at once: what waits for its turn lands in another batch. */
  private static @Nullable Bursts bursts(Fields budget) {
    if (!budget.has("burst-share") && !budget.has("burst-sizes")) {
      return null;
    }
    List<Integer> sizes =
        budget.has("burst-sizes") ? budget.smallWholes("burst-sizes") : USUAL_BURSTS;
    int concurrency = budget.smallWhole("concurrency");
    int largest = sizes.stream().mapToInt(it -> it).max().orElse(1);
    if (largest > concurrency) {
      budget.error(
          budget.has("burst-sizes") ? "burst-sizes" : "burst-share",
          "%d at once are more than concurrency, %d, lets under way"
              .formatted(largest, concurrency),
          "raise concurrency, or leave larger bursts out of burst-sizes");
    }
    return new Bursts(budget.has("burst-share") ? budget.number("burst-share") : 0, sizes);
  }

  /** Twice what the interval needs: room for demands, which leave the base slots theirs. */
  static long requestsPerDay(Duration interval, Bursts bursts) {
    double slots = (double) Duration.ofDays(1).toNanos() / interval.toNanos();
    return (long) Math.ceil(2 * slots * bursts.requestsPerSlot());
  }

  private List<String> suites(Fields target) {
    List<String> suites =
        target.has("suites") ? target.parsedItems("suites", this::knownSuite) : suiteNames.names();
    if (!target.has("context-window")) {
      suites.stream()
          .filter(suiteNames::followsWindow)
          .findFirst()
          .ifPresent(suite ->
              target.error(
                  "is asked suite '%s', whose prompts are as long as its context-window, which it does not say"
                      .formatted(suite),
                  "add context-window: the tokens it accepts, here or under defaults"));
    }
    return suites;
  }

  private String knownSuite(String name) {
    if (suiteNames.unknown(name)) {
      throw new Malformed(
          "unknown suite '%s'".formatted(name), DidYouMean.remedy(name, suiteNames.names()));
    }
    return name;
  }
}
