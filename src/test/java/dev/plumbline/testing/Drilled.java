package dev.plumbline.testing;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Self-tests for tests that send nothing. */
public final class Drilled {
  private Drilled() {}

  /** A drill of no address and no probes. */
  public static SelfTest selfTest(Duration interval, Duration period) {
    Target drill =
        new Target(
            SelfTest.MODEL,
            SelfTest.LABELS,
            null,
            null,
            WireFormat.OPENAI_CHAT,
            URI.create("http://127.0.0.1:1/"),
            SelfTest.MODEL,
            null,
            List.of(),
            8_192,
            Set.of(),
            null,
            new Budget(interval, 8, Duration.ofSeconds(30), 100_000, 0, 1),
            List.of(SelfTest.MODEL));
    return new SelfTest(drill, new Suite(SelfTest.MODEL, "d1", List.of()), period);
  }
}
