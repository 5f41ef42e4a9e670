package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the {@link Discover}s of a fleet. */
public final class DiscoverReader {
  /** What a stranger's label must not say: whom our secrets are given to, and how. */
  private static final Set<String> NEVER_FILLED =
      Set.of("credential", "authentication", "connection");

  private final DocumentSchema schema;
  private final Located.Mapping builtIn;
  private final Errors errors;

  public DiscoverReader(DocumentSchema schema, Errors errors) {
    this.schema = schema;
    this.builtIn = schema.defaults("/$defs/kubernetes");
    this.errors = errors;
  }

  /** The items of {@code discover}; none where there is none. */
  public List<Discover> read(Fields fleet) {
    List<Discover> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields item : fleet.each("discover")) {
      if (item.has("file") == item.has("kubernetes")) {
        item.error("must have one of file and kubernetes", "write an item for each of them");
        continue;
      }
      Discover discover = item.has("file") ? inFiles(item) : inKubernetes(item);
      if (!names.add(discover.name())) {
        item.error("finds the same as another item, " + discover.name(), "keep one of them");
      }
      all.add(discover);
    }
    return List.copyOf(all);
  }

  private static Discover inFiles(Fields item) {
    return new Discover.InFiles(item.text("file"), item.flag("may-be-empty"));
  }

  private Discover inKubernetes(Fields item) {
    Fields kubernetes = Fields.of(item.value("kubernetes").over(builtIn), errors);
    Located template = kubernetes.value("target");
    checkTemplate(template);
    Discover.Kind kind =
        kubernetes.text("kind").equals("pods") ? Discover.Kind.PODS : Discover.Kind.SERVICES;
    return new Discover.InKubernetes(
        kind,
        kubernetes.textOrNull("namespace"),
        kubernetes.text("selector"),
        kubernetes.has("port") ? kubernetes.value("port").json().asString("") : null,
        kubernetes.text("scheme"),
        kubernetes.text("path"),
        kubernetes.has("kubeconfig") ? Path.of(kubernetes.text("kubeconfig")) : null,
        kubernetes.textOrNull("context"),
        (Located.Mapping) (template instanceof Located.Mapping ? template : empty(template)),
        item.flag("may-be-empty"));
  }

  private static Located empty(Located at) {
    return new Located.Mapping(at.at(), Map.of());
  }

  /** As if an object said 'x' everywhere: what is wrong then is wrong whatever is found. */
  private void checkTemplate(Located template) {
    Located sample = Template.fill(template, null, _ -> Optional.of("x"), errors);
    Location at = template.at();
    Located targets = new Located.Sequence(at, List.of(sample));
    schema.check(new Located.Mapping(at, Map.of("targets", targets)), errors);
    if (template instanceof Located.Mapping(_, Map<String, Located> entries)) {
      entries.forEach((key, value) -> {
        if (NEVER_FILLED.contains(key) && Template.isTemplate(value.json().toString())) {
          errors.add(
              value.at(),
              "is filled in from the object",
              "write it out: who may label an object must not choose where secrets go");
        }
      });
    }
  }
}
