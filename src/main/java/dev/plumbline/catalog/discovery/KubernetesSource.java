package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes targets of the services or pods that a cluster lists. */
final class KubernetesSource implements DiscoverySource {
  private static final String RUNNING = "Running";
  private final Discover.InKubernetes discover;
  private final KubernetesApi api;

  KubernetesSource(Discover.InKubernetes discover, KubernetesApi api) {
    this.discover = discover;
    this.api = api;
  }

  @Override
  public Found look() {
    try {
      return entries(api.list());
    } catch (KubernetesApi.NoListException e) {
      return Found.unreadable(discover.name(), String.valueOf(e.getMessage()), e.remedy());
    }
  }

  private Found entries(List<JsonNode> objects) {
    List<Found.Entry> entries = new ArrayList<>();
    List<Found.Broken> broken = new ArrayList<>();
    objects.stream()
        .map(KubernetesObject::new)
        .filter(this::isServing)
        .sorted(Comparator.comparing(KubernetesObject::key))
        .forEach(object -> {
          Errors errors = new Errors();
          Located target = target(object, errors);
          if (errors.all().isEmpty()) {
            entries.add(new Found.Entry(object.key(), target));
          } else {
            broken.add(new Found.Broken(object.key(), errors.all()));
          }
        });
    return new Found.Entries(List.copyOf(entries), List.copyOf(broken));
  }

  /**
   * A pod that is not ready is kept: readiness comes and goes, and a target that came and went with
   * it would begin its series anew each time.
   */
  private boolean isServing(KubernetesObject object) {
    return switch (discover.kind()) {
      case SERVICES -> !object.ending();
      case PODS -> !object.ending() && object.phase().equals(RUNNING) && !object.ip().isEmpty();
    };
  }

  private Located target(KubernetesObject object, Errors errors) {
    String place = discover.kind().singular() + " " + object.key();
    boolean pods = discover.kind() == Discover.Kind.PODS;
    Optional<Integer> port = port(object, place, pods, errors);
    String host = pods ? bracketed(object.ip()) : object.name() + "." + object.namespace();
    Map<String, Located> entries = new LinkedHashMap<>();
    if (!discover.template().entries().containsKey("endpoint")) {
      String endpoint =
          "%s://%s:%d%s".formatted(discover.scheme(), host, port.orElse(0), discover.path());
      entries.put(
          "endpoint",
          new Located.Scalar(
              new Location(place, 0, 0, "endpoint"),
              JsonNodeFactory.instance.stringNode(endpoint)));
    }
    Located filled =
        Template.fill(
            discover.template(),
            place,
            name -> name.equals("port") ? port.map(String::valueOf) : object.value(name),
            errors);
    return filled.over(new Located.Mapping(filled.at(), entries));
  }

  private Optional<Integer> port(
      KubernetesObject object, String place, boolean pods, Errors errors) {
    Map<String, Integer> ports = pods ? object.containerPorts() : object.servicePorts();
    String wanted = discover.port();
    if (wanted != null && wanted.matches("[0-9]{1,5}")) {
      return Optional.of(Integer.parseInt(wanted));
    }
    if (wanted != null && ports.containsKey(wanted)) {
      return Optional.ofNullable(ports.get(wanted));
    }
    if (wanted == null && ports.size() == 1) {
      return Optional.of(ports.values().iterator().next());
    }
    Location at = new Location(place, 0, 0, "");
    String have = ports.isEmpty() ? "none" : String.join(", ", ports.keySet());
    errors.add(
        at,
        wanted == null
            ? "has not exactly one port, but: " + have
            : "has no port '%s', but: %s".formatted(wanted, have),
        "name one of them in 'port', or give its number");
    return Optional.empty();
  }

  private static String bracketed(String ip) {
    return ip.contains(":") ? "[" + ip + "]" : ip;
  }
}
