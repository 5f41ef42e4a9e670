package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each fault as a client sees it: how often, only in its slice, and nothing else with it. Bounds
 * are four standard deviations of the binomial; the seed is fixed.
 */
@Tag("exhaustive")
class FaultSharesTest {
  private static final int REQUESTS = 800;

  /** Where nothing may be found, fewer do. */
  private static final int CONTROLS = 200;

  private static final double SHARE = 0.2;

  /** sqrt(0.2 × 0.8 / 800) is 0.0141. */
  private static final double BOUND = 4 * 0.0141;

  private static final Slice TPUS = new Slice("*", "*", "tpu", "*");
  private static final Probe TIDES = Catalogs.PROBES.getFirst();

  @SuppressWarnings("NullAway.Init")
  private static RunningLab lab;

  @BeforeAll
  static void start() {
    lab = new RunningLab(Catalogs.TPU, Catalogs.GPU);
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  @AfterEach
  void clear() {
    lab.fleet().clearFaults();
  }

  @Test
  void aHealthyFleetNeverMismatchesNeverUsesForeignScriptsAndSaysWhoItIs() {
    for (Labels labels : List.of(Catalogs.TPU, Catalogs.GPU)) {
      assertThat(ask(labels, REQUESTS)).allMatch(FaultSharesTest::isHealthy);
    }
  }

  @Test
  void misroutingHitsItsShareOfSessionsAndStaysWithThem() {
    lab.fleet().inject(new Fault(FaultKind.MISROUTE, TPUS, SHARE));

    List<Seen> once = ask(Catalogs.TPU, REQUESTS);

    assertThat(share(once, Seen::misrouted)).isCloseTo(SHARE, within(BOUND));
    assertThat(once)
        .allMatch(seen -> seen.misrouted() == seen.truth().hitBy(FaultKind.MISROUTE))
        .noneMatch(Seen::foreign)
        .noneMatch(seen -> seen.mismatch().exists());
    assertThat(ask(Catalogs.TPU, REQUESTS))
        .extracting(Seen::misrouted)
        .isEqualTo(once.stream().map(Seen::misrouted).toList());
    assertThat(ask(Catalogs.GPU, CONTROLS)).allMatch(FaultSharesTest::isHealthy);
  }

  @Test
  void corruptionPutsForeignTokensOnTopInItsShareOfRequests() {
    lab.fleet().inject(new Fault(FaultKind.CORRUPTION, TPUS, SHARE));

    List<Seen> responses = ask(Catalogs.TPU, REQUESTS);

    assertThat(share(responses, Seen::foreign)).isCloseTo(SHARE, within(BOUND));
    assertThat(responses)
        .allMatch(seen -> seen.foreign() == seen.truth().hitBy(FaultKind.CORRUPTION))
        .noneMatch(seen -> seen.mismatch().exists())
        .noneMatch(Seen::misrouted);
    assertThat(ask(Catalogs.GPU, CONTROLS)).allMatch(FaultSharesTest::isHealthy);
  }

  /**
   * Hit requests lose a token only where one is rounded down while their row is on the broken core:
   * the share that is affected is smaller, and the lab knows which.
   */
  @Test
  void approximateTopKEmitsALesserTokenAndListsTheFirst() {
    lab.fleet().inject(new Fault(FaultKind.APPROXIMATE_TOP_K, TPUS, SHARE, 1));

    List<Seen> responses = ask(Catalogs.TPU, REQUESTS);

    assertThat(share(responses, seen -> seen.mismatch().exists()))
        .isBetween(SHARE / 2, SHARE + BOUND);
    assertThat(responses)
        .allMatch(
            seen -> seen.mismatch().exists() == seen.truth().hitBy(FaultKind.APPROXIMATE_TOP_K))
        .noneMatch(Seen::misrouted);
    assertThat(responses)
        .filteredOn(seen -> seen.mismatch().exists())
        .allMatch(seen -> seen.mismatch().lead() > 0);
    assertThat(ask(Catalogs.GPU, CONTROLS)).allMatch(FaultSharesTest::isHealthy);
  }

  @Test
  void approximateTopKGatedByBatchHitsNoOther() {
    lab.fleet().inject(new Fault(FaultKind.APPROXIMATE_TOP_K, TPUS, SHARE, 4));

    List<Seen> responses = ask(Catalogs.TPU, REQUESTS);

    // Background alone fills 54 % of the batches so far; the clients' own requests under way at
    // the same moment fill some more, which can only raise the share, to 0.2 / 0.54 at most.
    assertThat(share(responses, seen -> seen.mismatch().exists()))
        .isBetween(SHARE / 2, SHARE / 0.54 + BOUND);
    assertThat(responses)
        .filteredOn(seen -> seen.mismatch().exists())
        .isNotEmpty()
        .allMatch(seen -> seen.truth().batchSize() >= 3);
  }

  private static boolean isHealthy(Seen seen) {
    return !seen.misrouted()
        && !seen.foreign()
        && !seen.mismatch().exists()
        && seen.truth().faults().isEmpty();
  }

  /** One request from each of many users, the clock a second further each time. */
  private static List<Seen> ask(Labels labels, int users) {
    return LabClient.inParallel(
        users,
        i -> {
          Map<String, Object> fields = LabClient.request(labels, TIDES);
          fields.put("top_logprobs", 2);
          fields.put("user", "user-" + i);
          fields.put("max_tokens", 80);
          lab.advance(Duration.ofSeconds(1));
          return Seen.in(lab.client().chat(labels, fields), lab.fleet().truths());
        });
  }

  private static double share(List<Seen> responses, Predicate<Seen> predicate) {
    return responses.stream().filter(predicate).count() / (double) responses.size();
  }
}
