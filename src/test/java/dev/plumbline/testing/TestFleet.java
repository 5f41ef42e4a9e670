package dev.plumbline.testing;

import dev.plumbline.catalog.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A fleet of every combination of the labels, one pool each, served by a lab, asked short questions
 * at a raised rate: what limits a test is the bytes of an exchange.
 *
 * @param detection the {@code detection} part of fleet.yaml, in flow style
 */
public record TestFleet(
    List<String> models,
    List<String> platforms,
    List<String> accelerators,
    Duration interval,
    double stickyShare,
    String detection) {

  /** All labels of the fleet. */
  public List<Labels> labels() {
    return models.stream()
        .flatMap(model ->
            platforms.stream()
                .flatMap(platform ->
                    accelerators.stream()
                        .map(accelerator ->
                            new Labels(model, platform, accelerator, accelerator + "-a"))))
        .toList();
  }

  /** Writes fleet.yaml and suites/short.yaml; returns the folder. */
  public Path write(Path folder, int labPort) {
    try (InputStream suite =
        Objects.requireNonNull(TestFleet.class.getResourceAsStream("short-suite.yaml"))) {
      Path suites = Files.createDirectories(folder.resolve("suites"));
      String fixed = new String(suite.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(suites.resolve("short.yaml"), fixed + sums());
      Files.writeString(folder.resolve("fleet.yaml"), yaml(labPort));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the questions for JSON out of a written catalog. One of some hundred probes is one, and
   * {@code format}, which a fault makes page now and then, would take far longer than all others to
   * show health: what ended is told when every check has seen it.
   */
  public static void askForNoJson(Path catalog) {
    Path suite = catalog.resolve("suites/short.yaml");
    try {
      Files.write(
          suite,
          Files.readAllLines(suite).stream()
              .filter(line -> !line.contains("format: json"))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The same with a self-test.
   *
   * @param selfTest its part of fleet.yaml in flow style, without its endpoint; may be empty
   */
  public Path write(Path folder, int labPort, String selfTest) {
    try {
      Files.writeString(
          write(folder, labPort).resolve("fleet.yaml"),
          "\nself-test: {endpoint: 'http://127.0.0.1:%d', %s}\n".formatted(labPort, selfTest),
          StandardOpenOption.APPEND);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Many probes, so that at a raised rate few trials of one probe fall into one window, as few as
   * do at the usual rate.
   */
  private static String sums() {
    return IntStream.rangeClosed(1, 108)
        .mapToObj(n ->
            """
              - {id: sum-%1$d, prompt: "What is %1$d plus %2$d? One sentence.", example: "If you add %1$d and %2$d the result is %3$d."}
            """
                .formatted(n, n + 8, n + n + 8))
        .collect(Collectors.joining());
  }

  private String yaml(int labPort) {
    String targets =
        labels().stream().map(labels -> target(labels, labPort)).collect(Collectors.joining());
    return """
    detection: %s
    defaults:
      wire-format: openai-chat
      capabilities: [logprobs, temperature, seed, stream]
      budget: {interval: %dms, concurrency: 64, timeout: 20s, requests-per-day: 100000000, sticky-share: %s, sticky-turns: 5}
    targets:
    """
            .formatted(detection, interval.toMillis(), stickyShare)
        + targets;
  }

  private static String target(Labels labels, int labPort) {
    String fingerprint =
        "fp_%s.%s.%s.%s"
            .formatted(labels.model(), labels.platform(), labels.accelerator(), labels.pool());
    return """
      - {model: %s, platform: %s, accelerator: %s, pool: %s,
         endpoint: 'http://127.0.0.1:%d/%s/v1',
         identity: [{field: /system_fingerprint, expected: '%s'}]}
    """
        .formatted(
            labels.model(),
            labels.platform(),
            labels.accelerator(),
            labels.pool(),
            labPort,
            labels,
            fingerprint.replace(".", "\\."));
  }
}
