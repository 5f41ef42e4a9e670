package dev.plumbline.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a scenario file: a YAML list of faults as the admin endpoint takes them, each with {@code
 * at} and, where it ends, {@code until}: times since the start ({@code 90s}, {@code 2h}, {@code
 * PT15M}).
 */
final class ScenarioReader {
  private final List<String> errors = new ArrayList<>();

  private ScenarioReader() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException naming the file and everything that is wrong with it
   */
  static Scenario read(Path file) {
    ScenarioReader reader = new ScenarioReader();
    List<Scenario.Entry> entries = reader.entries(load(file));
    if (!reader.errors.isEmpty()) {
      throw new IllegalArgumentException(
          "plumbline.lab.scenario: %s:\n  %s".formatted(file, String.join("\n  ", reader.errors)));
    }
    return new Scenario(entries);
  }

  private static @Nullable Object load(Path file) {
    try {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "plumbline.lab.scenario: cannot read %s: %s".formatted(file, e), e);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "plumbline.lab.scenario: %s is not YAML: %s".formatted(file, e.getMessage()), e);
    }
  }

  private List<Scenario.Entry> entries(@Nullable Object document) {
    List<Scenario.Entry> entries = new ArrayList<>();
    if (!(document instanceof List<?> list)) {
      errors.add("must be a list of faults, each starting with '- at:'");
      return entries;
    }
    for (int i = 0; i < list.size(); i++) {
      String where = "entry %d: ".formatted(i + 1);
      if (list.get(i) instanceof Map<?, ?> fields) {
        entry(where, named(fields), entries);
      } else {
        errors.add(where + "must have the fields at, until, fault, slice, share");
      }
    }
    return entries;
  }

  private static Map<String, Object> named(Map<?, ?> fields) {
    Map<String, Object> named = new LinkedHashMap<>();
    fields.forEach((name, value) -> {
      if (value != null) {
        named.put(String.valueOf(name), value);
      }
    });
    return named;
  }

  private void entry(String where, Map<String, Object> fields, List<Scenario.Entry> entries) {
    if (!fields.containsKey("at")) {
      errors.add(where + "at: is missing; give the time since the start, such as 10m");
    }
    Duration at = offset(where, "at", fields.remove("at"));
    Duration until = offset(where, "until", fields.remove("until"));
    if (at != null && until != null && until.compareTo(at) <= 0) {
      errors.add(where + "until: must be later than at");
    }
    try {
      Fault fault = FaultReader.read(fields);
      entries.add(new Scenario.Entry(at == null ? Duration.ZERO : at, until, fault));
    } catch (InvalidFaultException e) {
      e.errors().forEach(error -> errors.add(where + error));
    }
  }

  private @Nullable Duration offset(String where, String field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      try {
        Duration offset = DurationStyle.detectAndParse(text);
        if (!offset.isNegative()) {
          return offset;
        }
      } catch (IllegalArgumentException e) {
        errors.add(
            "%s%s: '%s' is not a time such as 90s, 10m or PT2H".formatted(where, field, text));
        return null;
      }
    }
    errors.add(
        "%s%s: '%s' is not a time such as 90s, 10m or PT2H, 0 or later"
            .formatted(where, field, value));
    return null;
  }
}
