package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A target may name another one that its graded answers are compared with. */
class PeersTest {
  private static final String PAIRED =
      "suite: core\nprobes:\n  - {id: sum, prompt: One plus one., checks: [paired-answer, {answer: {number:"
          + " 2}}]}\n";
  private static final String OTHER_POOL = target("").replace("pool: a", "pool: b");

  @Test
  void theTargetKnowsItsPeer() {
    Catalog catalog =
        Catalogs.load("targets:\n" + target("peer: m/p/gpu/b") + "\n" + OTHER_POOL, PAIRED);

    Target watched = catalog.targets().getFirst();
    assertThat(catalog.peer(watched).map(Target::name)).contains("m/p/gpu/b");
    assertThat(catalog.peer(catalog.targets().getLast())).isEmpty();
    DetectionPolicy.Objective even =
        Objects.requireNonNull(catalog.detection().objectives().get(CheckUse.PAIRED_ANSWER));
    assertThat(even.initial()).isEqualTo(0.5);
    assertThat(even.certified()).isEqualTo(0.5);
  }

  @Test
  void anotherModelMustBeWanted() {
    String other = OTHER_POOL.replace("model: m", "model: n");
    String wanted = target("peer: n/p/gpu/b, peer-of-another-model: true");

    assertThat(Catalogs.errors("targets:\n" + wanted + "\n" + other, PAIRED)).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            "targets:\n" + target("peer: m/p/gpu/c") + "\n" + OTHER_POOL,
            PAIRED,
            "3:5 targets[0].peer: no target is called 'm/p/gpu/c' — did you mean 'm/p/gpu/b'?"),
        arguments(
            "targets:\n" + target("peer: m/p/gpu/a") + "\n" + OTHER_POOL,
            PAIRED,
            "3:5 targets[0].peer: 'm/p/gpu/a' is the target itself — name another target; where it"
                + " stands under defaults, move it to the targets it is for"),
        arguments(
            "targets:\n"
                + target("peer: n/p/gpu/b")
                + "\n"
                + OTHER_POOL.replace("model: m", "model: n"),
            PAIRED,
            "3:5 targets[0].peer: 'n/p/gpu/b' serves n, this target m — name a target of the same"
                + " model, or write peer-of-another-model: true if this one is known to be as good"),
        arguments(
            "targets:\n" + target("peer: m/p/gpu/b") + "\n" + OTHER_POOL,
            Catalogs.SUITE,
            "3:5 targets[0].peer: 'm/p/gpu/b' and this target are asked no probe that feeds"
                + " paired-answer — add paired-answer to the checks of probes of a suite that both"
                + " are asked, or leave the peer out"));
  }

  @ParameterizedTest
  @MethodSource
  void wrong(String fleet, String suite, String error) {
    assertThat(Catalogs.errors(fleet, suite)).containsExactly("fleet.yaml:" + error);
  }
}
