package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link Suite}s of documents that were checked against {@code suite.schema.json}. */
final class SuiteReader {
  private final Located.Mapping builtIn;
  private final Errors errors;
  private final Map<String, Location> namesTaken = new HashMap<>();

  SuiteReader(DocumentSchema schema, Errors errors) {
    this.builtIn = schema.defaults("/$defs/probe");
    this.errors = errors;
  }

  Suite read(Located document) {
    Fields suite = Fields.of(document, errors);
    String name = suite.text("suite");
    @Nullable Location taken =
        name.isEmpty() ? null : namesTaken.putIfAbsent(name, suite.at("suite"));
    if (taken != null) {
      suite.error(
          "suite", "'%s' is also the name of %s".formatted(name, taken.file()), "rename one");
    }
    Located defaults = suite.value("defaults").over(builtIn);
    ProbeReader probeReader = new ProbeReader(errors);
    List<Probe> probes = new ArrayList<>();
    for (Located item : suite.mappings("probes")) {
      probes.add(probeReader.read(item.over(defaults), name));
    }
    return new Suite(name, Hash.of(new Suite(name, "", probes)), List.copyOf(probes));
  }
}
