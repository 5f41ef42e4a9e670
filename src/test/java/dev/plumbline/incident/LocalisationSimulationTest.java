package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import dev.plumbline.catalog.Slice;
import java.util.List;
import org.junit.jupiter.api.Test;
class LocalisationSimulationTest {
  @Test
  void table() {
    StringBuilder out = new StringBuilder();
    for (String kind : List.of("opus-4/direct/tpu/tpu-a","opus-4/*/tpu/*","opus-4/direct/*/*","*/*/tpu/*","opus-4/*/*/*","*/*/*/*")) {
      for (double p0 : List.of(1e-4, 1e-3)) {
        for (int k = 4; k <= 6; k++) {
          int right1 = 0, right3 = 0, n = 0;
          FaultSimulation simulation = new FaultSimulation(17);
          for (double share : List.of(.008, .02, .05, .2)) {
            for (int run = 0; run < 100; run++) {
              FaultSimulation.Run drawn = simulation.draw(Slice.parse(kind), share, p0, k);
              n++;
              if (drawn.namedBy(1)) right1++;
              if (drawn.namedBy(3)) right3++;
            }
          }
          out.append("%s %g k=%d %.3f %.3f%n".formatted(kind, p0, k, right1 / (double) n, right3 / (double) n));
        }
      }
    }
    System.out.println(out);
    assertThat(out).isNotEmpty();
  }
}
