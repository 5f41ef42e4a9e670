package dev.plumbline.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The metrics that Plumbline's sources make, by the name they have in Prometheus, each with the
 * source that makes it. Read from the sources, since a page shows only what has happened yet.
 */
record ExposedMetrics(Map<String, String> sources) {
  /** Collectors give the name as it is. */
  private static final Pattern COLLECTED = Pattern.compile("\"(plumbline_[a-z_]+)\"");

  /** Meters are named with dots; what becomes of that depends on their type. */
  private static final Pattern METER =
      Pattern.compile(
          "\\b(TimeGauge|Gauge|Counter|Timer|DistributionSummary|counter|timer)(?:\\.builder)?"
              + "\\(\\s*\"(plumbline\\.[a-z.]+)\"(.*?;)",
          Pattern.DOTALL);

  static ExposedMetrics ofTheSources() {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        names(source).forEach(name -> sources.put(name, source));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ExposedMetrics(sources);
  }

  private static List<String> names(String source) {
    // A counter is named without the suffix it gets.
    String suffix = source.contains("CounterSnapshot.builder()") ? "_total" : "";
    Stream<String> collected =
        COLLECTED.matcher(source).results().map(match -> match.group(1) + suffix);
    Matcher meters = METER.matcher(source);
    Stream.Builder<String> named = Stream.builder();
    int from = 0;
    // From behind the name on, as one statement may make several.
    while (meters.find(from)) {
      names(meters.group(1), meters.group(2).replace('.', '_'), meters.group(3))
          .forEach(named::add);
      from = meters.end(2);
    }
    return Stream.concat(collected, named.build()).toList();
  }

  private static List<String> names(String type, String stem, String rest) {
    return switch (type) {
      case "Counter", "counter" -> List.of(stem + "_total");
      case "Timer", "timer" ->
          Stream.of("_bucket", "_count", "_sum", "_max").map(it -> stem + "_seconds" + it).toList();
      case "DistributionSummary" ->
          Stream.of("_count", "_sum", "_max").map(it -> stem + it).toList();
      case "TimeGauge" -> List.of(stem + "_seconds");
      case "Gauge" -> List.of(rest.contains(".baseUnit(\"seconds\")") ? stem + "_seconds" : stem);
      default -> throw new IllegalStateException(type + " is no type of meter known here");
    };
  }

  boolean has(String name) {
    return sources.containsKey(name);
  }

  /** Whether the source that makes the metric names that label. */
  boolean hasLabel(String name, String label) {
    return sources.getOrDefault(name, "").contains('"' + label + '"');
  }
}
