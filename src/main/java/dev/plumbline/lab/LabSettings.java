package dev.plumbline.lab;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the practice fleet behaves.
 *
 * @param host listened on, and that of the endpoints which are the lab's
 * @param port of it; 0 for any free one
 * @param serversPerPool servers behind each target's balancer
 * @param backgroundPerSecond requests a second each server gets from elsewhere, so that batches
 *     form
 * @param latencyScale 1 for about 150 ms to the first token and 3 ms a token; 0 for no waiting
 * @param errorRate share of requests answered with a 5xx, 0 to 1
 * @param requestsPerMinute of one pool; beyond, 429
 * @param accelerators what is special about some
 * @param scenario faults that come and go by themselves; null for none
 * @param truthKept how many of the latest requests the lab remembers the truth about
 */
public record LabSettings(
    String host,
    int port,
    int serversPerPool,
    double backgroundPerSecond,
    double latencyScale,
    double errorRate,
    int requestsPerMinute,
    Accelerators accelerators,
    @Nullable Path scenario,
    int truthKept) {

  /** On loopback. */
  public static final String LOOPBACK = "127.0.0.1";

  public LabSettings {
    require(port >= 0 && port <= 65_535, "port", "0 to 65535", port);
    require(serversPerPool >= 1, "servers-per-pool", "at least 1", serversPerPool);
    require(backgroundPerSecond >= 0, "background-per-second", "0 or more", backgroundPerSecond);
    require(latencyScale >= 0, "latency-scale", "0 or more", latencyScale);
    require(errorRate >= 0 && errorRate <= 1, "error-rate", "0 to 1", errorRate);
    require(requestsPerMinute >= 1, "requests-per-minute", "at least 1", requestsPerMinute);
    require(truthKept >= 0, "truth-kept", "0 or more", truthKept);
  }

  /** The same on loopback. */
  public LabSettings(
      int port,
      int serversPerPool,
      double backgroundPerSecond,
      double latencyScale,
      double errorRate,
      int requestsPerMinute,
      Accelerators accelerators,
      @Nullable Path scenario,
      int truthKept) {
    this(
        LOOPBACK,
        port,
        serversPerPool,
        backgroundPerSecond,
        latencyScale,
        errorRate,
        requestsPerMinute,
        accelerators,
        scenario,
        truthKept);
  }

  /** Any free port, no waiting, no odd errors: for tests. */
  public static LabSettings immediate() {
    return new LabSettings(0, 3, 4, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 300_000);
  }

  public LabSettings withScenario(Path file) {
    return new LabSettings(
        host,
        port,
        serversPerPool,
        backgroundPerSecond,
        latencyScale,
        errorRate,
        requestsPerMinute,
        accelerators,
        file,
        truthKept);
  }

  private static void require(boolean valid, String property, String range, Number value) {
    if (!valid) {
      throw new IllegalArgumentException(
          "plumbline.lab.%s must be %s, not %s".formatted(property, range, value));
    }
  }
}
