package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Probe}s of one suite. */
final class ProbeReader {
  private final Errors errors;
  private final Map<String, Location> idsTaken = new HashMap<>();

  ProbeReader(Errors errors) {
    this.errors = errors;
  }

  /**
   * @param value the probe over its suite's defaults
   */
  Probe read(Located value) {
    Fields probe = Fields.of(value, errors);
    String id = probe.text("id");
    @Nullable Location taken = id.isEmpty() ? null : idsTaken.putIfAbsent(id, probe.at("id"));
    if (taken != null) {
      probe.error(
          "id",
          "'%s' is also the id of a probe in line %d".formatted(id, taken.line()),
          "rename one");
    }
    return new Probe(
        id,
        messages(probe),
        sampling(probe.within("sampling")),
        scripts(probe),
        checks(probe),
        probe.textOrNull("example"));
  }

  private static List<Probe.Message> messages(Fields probe) {
    if (probe.has("prompt") && probe.has("messages")) {
      probe.error("prompt", "stands beside messages", "write exactly one of prompt and messages");
    } else if (!probe.has("prompt") && !probe.has("messages")) {
      probe.error("id", "asks nothing", "write exactly one of prompt and messages");
    }
    if (probe.has("prompt")) {
      return List.of(new Probe.Message("user", probe.text("prompt")));
    }
    return probe.each("messages").stream()
        .map(message -> new Probe.Message(message.text("role"), message.text("content")))
        .toList();
  }

  private static Sampling sampling(Fields sampling) {
    return new Sampling(
        sampling.numberOrNull("temperature"),
        sampling.numberOrNull("top-p"),
        sampling.wholeOrNull("seed"),
        sampling.smallWhole("max-tokens"),
        sampling.smallWholeOrNull("top-logprobs"),
        sampling.flag("stream"));
  }

  private static Set<String> scripts(Fields probe) {
    Set<String> names = new TreeSet<>();
    probe.parsedItems("scripts", ScriptNames::parse).forEach(names::add);
    return Collections.unmodifiableSet(names);
  }

  private List<Probe.CheckUse> checks(Fields probe) {
    Set<String> names = new HashSet<>();
    for (Located item : probe.items("checks")) {
      if (!names.add(check(item).name())) {
        errors.add(item.at(), "a second '%s'".formatted(check(item).name()), "keep one of them");
      }
    }
    return probe.items("checks").stream().map(this::check).toList();
  }

  /** {@code argmax}, or {@code {format: json}}: a name with its option. */
  private Probe.CheckUse check(Located item) {
    return item instanceof Located.Mapping
        ? new Probe.CheckUse("format", Fields.of(item, errors).text("format"))
        : new Probe.CheckUse(item.json().asString(""), null);
  }
}
