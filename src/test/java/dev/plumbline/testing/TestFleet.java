package dev.plumbline.testing;

import dev.plumbline.catalog.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A fleet of every combination of the labels, one pool each, served by a lab, asked the practice
 * suite at a raised rate.
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

  /** Writes fleet.yaml and suites/core.yaml; returns the folder. */
  public Path write(Path folder, int labPort) {
    try (InputStream suite =
        Objects.requireNonNull(
            TestFleet.class.getResourceAsStream("/catalog/practice/suites/core.yaml"))) {
      Path suites = Files.createDirectories(folder.resolve("suites"));
      Files.copy(suite, suites.resolve("core.yaml"), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(folder.resolve("fleet.yaml"), yaml(labPort));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
