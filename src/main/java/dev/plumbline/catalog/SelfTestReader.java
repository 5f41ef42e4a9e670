package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/** Makes the {@link SelfTest} of a fleet that asks for one. */
final class SelfTestReader {
  private static final String SUITE = "/catalog/drill/suite.yaml";

  /** Fewer in a fault, and chance alone could hide it. */
  private static final int LEAST_PROBES_A_FAULT = 40;

  private static final int CONCURRENCY = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final URI STAND_IN = URI.create("http://localhost");

  private final Located.Mapping builtIn;
  private final SuiteNames suiteNames;
  private final Errors errors;

  SelfTestReader(Located.Mapping builtIn, SuiteNames suiteNames, Errors errors) {
    this.builtIn = builtIn;
    this.suiteNames = suiteNames;
    this.errors = errors;
  }

  /**
   * @param policy must have an objective for each check that is drilled
   */
  SelfTest read(Located value, DetectionPolicy policy) {
    Fields selfTest = Fields.of(value.over(builtIn), errors);
    Duration period = selfTest.duration("period");
    Duration interval = selfTest.duration("interval");
    if (period.compareTo(interval.multipliedBy(2L * LEAST_PROBES_A_FAULT)) < 0) {
      selfTest.error(
          "period",
          "half of it, a fault, holds fewer than %d probes".formatted(LEAST_PROBES_A_FAULT),
          "make it %s or longer, or the interval shorter"
              .formatted(interval.multipliedBy(2L * LEAST_PROBES_A_FAULT)));
    }
    SelfTest.CHECKS.stream()
        .filter(check -> !policy.objectives().containsKey(check))
        .forEach(check ->
            selfTest.error(
                "nothing would be detected: %s has no objective".formatted(check),
                "give it one under detection.objectives"));
    Suite suite = suite();
    if (suiteNames.names().contains(suite.name())) {
      selfTest.error(
          "a suite of the catalog has the name of its own, '%s'".formatted(suite.name()),
          "rename that suite");
    }
    URI lab = selfTest.parsed("endpoint", Endpoints::parse).orElse(STAND_IN);
    return new SelfTest(target(lab, interval, suite), suite, period);
  }

  private static Target target(URI lab, Duration interval, Suite suite) {
    Labels labels = SelfTest.LABELS;
    return new Target(
        SelfTest.MODEL,
        labels,
        null,
        null,
        WireFormat.OPENAI_CHAT,
        URI.create("%s/%s/v1".formatted(lab, labels)),
        labels.model(),
        null,
        List.of(
            new IdentityEcho.Field(
                "/system_fingerprint", "fp_" + labels.toString().replace("/", "\\."))),
        128_000,
        EnumSet.of(Capability.TEMPERATURE, Capability.SEED, Capability.STREAM),
        null,
        new Budget(
            interval,
            CONCURRENCY,
            TIMEOUT,
            TargetReader.requestsPerDay(interval, Bursts.NONE),
            0,
            1),
        List.of(suite.name()));
  }

  private static Suite suite() {
    try (InputStream stream = SelfTestReader.class.getResourceAsStream(SUITE)) {
      byte[] bytes = Objects.requireNonNull(stream, SUITE).readAllBytes();
      return SuiteFile.read(SUITE, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
