package dev.plumbline.suites;

import dev.plumbline.catalog.Price;
import dev.plumbline.catalog.Target;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload would take, by what was measured of the same suites, or else by estimate.
 *
 * @param dollars null where no target has a price
 * @param unpriced requests to targets without one
 */
public record WorkloadCost(
    int requests, TokenCount tokens, @Nullable Double dollars, int unpriced) {

  /**
   * Adds up.
   *
   * @throws IOException if a file of measurements cannot be read
   */
  public static WorkloadCost of(Workload workload, MeasuredFiles files) throws IOException {
    TokenCount tokens = TokenCount.NONE;
    double dollars = 0;
    int unpriced = 0;
    for (Workload.Part part : workload.parts()) {
      Map<String, MeasuredProbe> measured =
          files
              .read(part.suite().name())
              .filter(known -> known.version().equals(part.suite().version()))
              .map(MeasuredSuite::probes)
              .orElse(Map.of());
      TokenCount once =
          part.suite().probes().stream()
              .map(probe -> TokenCount.of(probe, measured.get(probe.id())))
              .reduce(TokenCount.NONE, TokenCount::plus)
              .times(workload.times());
      for (Target target : part.targets()) {
        Price price = target.price();
        tokens = tokens.plus(once);
        dollars += price == null ? 0 : price.of(once.prompt(), once.answer());
        unpriced += price == null ? part.suite().probes().size() * workload.times() : 0;
      }
    }
    boolean priced = unpriced < workload.requests();
    return new WorkloadCost(workload.requests(), tokens, priced ? dollars : null, unpriced);
  }
}
