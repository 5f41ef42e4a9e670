package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the peers that targets name, once all targets and suites are known. */
final class PeerReader {
  private static final String PEER = "peer";
  private static final String OTHER_MODEL = "peer-of-another-model";

  private final List<Suite> suites;
  private final boolean complete;
  private final Errors errors;

  /**
   * @param complete false where a suite could not be read, so that it may be the one both are asked
   */
  PeerReader(List<Suite> suites, boolean complete, Errors errors) {
    this.suites = suites;
    this.complete = complete;
    this.errors = errors;
  }

  /** A target as it is written, over the fleet's defaults, and what was made of it. */
  record Written(Located value, Target target) {}

  void check(List<Written> written) {
    Map<String, Target> targets =
        written.stream()
            .map(Written::target)
            .collect(Collectors.toMap(Target::name, Function.identity(), (first, _) -> first));
    written.stream()
        .filter(it -> it.target().peer() != null)
        .forEach(it -> check(Fields.of(it.value(), errors), it.target(), targets));
  }

  /** One of them, among all there are. */
  void check(Written one, List<Target> all) {
    if (one.target().peer() != null) {
      Map<String, Target> targets =
          all.stream().collect(Collectors.toMap(Target::name, Function.identity()));
      check(Fields.of(one.value(), errors), one.target(), targets);
    }
  }

  private void check(Fields fields, Target target, Map<String, Target> targets) {
    String name = fields.text(PEER);
    @Nullable Target peer = targets.get(name);
    if (peer == null) {
      fields.error(
          PEER,
          "no target is called '%s'".formatted(name),
          DidYouMean.remedy(
              name,
              targets.keySet().stream().filter(it -> !it.equals(target.name())).sorted().toList()));
    } else if (name.equals(target.name())) {
      fields.error(
          PEER,
          "'%s' is the target itself".formatted(name),
          "name another target; where it stands under defaults, move it to the targets it is for");
    } else if (!peer.labels().model().equals(target.labels().model())
        && !fields.flag(OTHER_MODEL)) {
      fields.error(
          PEER,
          "'%s' serves %s, this target %s"
              .formatted(name, peer.labels().model(), target.labels().model()),
          "name a target of the same model, or write %s: true if this one is known to be as good"
              .formatted(OTHER_MODEL));
    } else if (complete && shared(target, peer).noneMatch(PeerReader::feedsPairs)) {
      fields.error(
          PEER,
          "'%s' and this target are asked no probe that feeds %s"
              .formatted(name, CheckUse.PAIRED_ANSWER),
          "add %s to the checks of probes of a suite that both are asked, or leave the peer out"
              .formatted(CheckUse.PAIRED_ANSWER));
    }
  }

  private Stream<Suite> shared(Target target, Target peer) {
    return suites.stream()
        .filter(suite -> target.suites().contains(suite.name()))
        .filter(suite -> peer.suites().contains(suite.name()));
  }

  private static boolean feedsPairs(Suite suite) {
    return suite.probes().stream().anyMatch(probe -> probe.uses(CheckUse.PAIRED_ANSWER));
  }
}
