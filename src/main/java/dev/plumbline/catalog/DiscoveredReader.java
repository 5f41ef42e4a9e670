package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Found;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes targets of what discovery found. What is wrong with one is its own fault: it is left out
 * and told, and whatever was good before and may be it stays.
 */
final class DiscoveredReader {
  private final DocumentSchema schema;
  private final SuiteNames suiteNames;
  private final List<Suite> suites;
  private final Located defaults;
  private final Courtesy courtesy;
  private final List<Target> accepted;
  private final Set<String> names = new HashSet<>();
  private final Set<Labels> labels = new HashSet<>();

  /**
   * @param defaults of a target, the fleet's over the built-in ones
   * @param written what the fleet's own files say
   */
  DiscoveredReader(
      DocumentSchema schema,
      List<Suite> suites,
      SuiteNames suiteNames,
      Located defaults,
      Catalog written) {
    this.schema = schema;
    this.suites = suites;
    this.suiteNames = suiteNames;
    this.defaults = defaults;
    this.courtesy = written.manners();
    this.accepted = new ArrayList<>(written.targets());
    written.targets().forEach(this::take);
  }

  /** The targets of one source; those of later ones must differ from them. */
  DiscoveredSet read(DiscoveredSet.Look look) {
    DiscoveredSet set =
        switch (look.found()) {
          case Found.Unreadable(List<CatalogError> errors) -> kept(look, errors, _ -> true);
          case Found.Entries(List<Found.Entry> entries, List<Found.Broken> broken) ->
              entries.isEmpty() && broken.isEmpty() && !look.mayBeEmpty()
                  ? kept(look, nothing(look), _ -> true)
                  : read(look, entries, broken);
        };
    DiscoveredSet paired = withPeers(set);
    accepted.addAll(paired.targets());
    return paired;
  }

  /**
   * Without targets that name a peer which is not there; again, since one may be another's peer.
   */
  private DiscoveredSet withPeers(DiscoveredSet set) {
    List<CatalogError> errors = new ArrayList<>(set.errors());
    List<DiscoveredSet.Good> good = new ArrayList<>(set.good());
    boolean stable = false;
    while (!stable) {
      List<Target> all = new ArrayList<>(accepted);
      good.forEach(it -> all.add(it.target()));
      stable =
          !good.removeIf(it -> {
            Errors own = new Errors();
            new PeerReader(suites, suiteNames.complete(), own)
                .check(new PeerReader.Written(it.value().over(defaults), it.target()), all);
            errors.addAll(own.all());
            return !own.all().isEmpty();
          });
    }
    return DiscoveredSet.of(set.name(), good, errors);
  }

  private static List<CatalogError> nothing(DiscoveredSet.Look look) {
    return List.of(
        new CatalogError(
            look.name(),
            0,
            0,
            "",
            "no target was found",
            look.before().isEmpty()
                ? "see what it should find; 'may-be-empty: true' if that is nothing"
                : "the last %d stay; 'may-be-empty: true' if there are to be none"
                    .formatted(look.before().size())));
  }

  private DiscoveredSet read(
      DiscoveredSet.Look look, List<Found.Entry> entries, List<Found.Broken> broken) {
    List<DiscoveredSet.Good> good = new ArrayList<>();
    List<CatalogError> errors = new ArrayList<>();
    Set<String> brokenKeys = new HashSet<>();
    boolean anyMayBeBroken = false;
    for (Found.Broken each : broken) {
      errors.addAll(each.errors());
      anyMayBeBroken |= each.key() == null;
      Optional.ofNullable(each.key()).ifPresent(brokenKeys::add);
    }
    for (Found.Entry entry : entries) {
      Errors own = new Errors();
      Optional<DiscoveredSet.Good> target = read(entry, own);
      target.ifPresent(good::add);
      if (target.isEmpty()) {
        errors.addAll(own.all());
        @Nullable String key = key(entry);
        anyMayBeBroken |= key == null;
        Optional.ofNullable(key).ifPresent(brokenKeys::add);
      }
    }
    boolean all = anyMayBeBroken || (good.isEmpty() && !brokenKeys.isEmpty());
    DiscoveredSet held = kept(look, errors, key -> all || brokenKeys.contains(key));
    good.addAll(held.good());
    return DiscoveredSet.of(look.name(), good, held.errors());
  }

  /** Those of before that are not taken by now, as far as the fleet still has room for them. */
  private DiscoveredSet kept(
      DiscoveredSet.Look look, List<CatalogError> errors, Predicate<String> which) {
    List<DiscoveredSet.Good> kept = new ArrayList<>();
    List<CatalogError> told = new ArrayList<>(errors);
    for (DiscoveredSet.Before before : look.before()) {
      if (which.test(before.key()) && !names.contains(before.name())) {
        Errors own = new Errors();
        read(new Found.Entry(before.key(), before.value()), own).ifPresent(kept::add);
        told.addAll(own.all());
      }
    }
    return DiscoveredSet.of(look.name(), kept, told);
  }

  private Optional<DiscoveredSet.Good> read(Found.Entry entry, Errors errors) {
    Located value = entry.value();
    schema.check(
        new Located.Mapping(
            value.at(), Map.of("targets", new Located.Sequence(value.at(), List.of(value)))),
        errors);
    Located written = value.over(defaults);
    Target target = new TargetReader(suiteNames, errors).read(written);
    refuseTwins(target, Fields.of(written, errors), errors);
    LimitsReader.requirePrice(Fields.of(written, errors), target, courtesy.budget());
    CourtesyReader.requireRoom(Fields.of(written, errors), target, courtesy);
    if (!errors.all().isEmpty()) {
      return Optional.empty();
    }
    take(target);
    return Optional.of(
        new DiscoveredSet.Good(
            entry.key() == null ? target.name() : entry.key(),
            value,
            target,
            Fields.of(written, errors).flag("draining")));
  }

  private void refuseTwins(Target target, Fields fields, Errors errors) {
    if (!errors.all().isEmpty()) {
      return;
    }
    if (labels.contains(target.labels())) {
      fields.error(
          "the labels %s are also those of another target".formatted(target.labels()),
          "give the pools different names, or leave this one out");
    } else if (names.contains(target.name())) {
      fields.error(
          "'%s' is also the name of another target".formatted(target.name()),
          "rename it, or leave it out");
    }
  }

  private void take(Target target) {
    names.add(target.name());
    labels.add(target.labels());
  }

  /** What an entry goes by; null where it does not say. */
  private @Nullable String key(Found.Entry entry) {
    if (entry.key() != null) {
      return entry.key();
    }
    Fields fields = Fields.of(entry.value().over(defaults), new Errors());
    @Nullable String name = fields.textOrNull("name");
    if (name != null) {
      return name;
    }
    Labels own =
        new Labels(
            fields.text("model"),
            fields.text("platform"),
            fields.text("accelerator"),
            fields.text("pool"));
    return own.toString().matches("[^/]+/[^/]+/[^/]+/[^/]+") ? own.toString() : null;
  }
}
