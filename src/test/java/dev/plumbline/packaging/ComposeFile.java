package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml}, with its variables filled in as Compose does. */
record ComposeFile(Map<String, Service> services) {
  static final Path PATH = Path.of("docker-compose.yml");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

  /** One of its services, as far as tests look. */
  record Service(
      String image,
      List<String> command,
      Map<String, String> environment,
      List<String> volumes,
      List<String> ports,
      Map<?, ?> all) {}

  /**
   * Reads it.
   *
   * @param variables of the environment, or of {@code .env}
   * @throws IllegalArgumentException if one is missing that must be there
   */
  static ComposeFile read(Map<String, String> variables) {
    try {
      Map<?, ?> document =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(filled(Files.readString(PATH), variables));
      Map<String, Service> services = new TreeMap<>();
      map(document.get("services"))
          .forEach((name, service) -> services.put(name.toString(), service(map(service))));
      return new ComposeFile(services);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The services that run our image. */
  Map<String, Service> ours() {
    return services.entrySet().stream()
        .filter(it -> it.getValue().image().startsWith("plumbline:"))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
  }

  private static String filled(String text, Map<String, String> variables) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(found -> Matcher.quoteReplacement(value(found, variables)));
  }

  private static String value(MatchResult found, Map<String, String> variables) {
    String known = variables.get(found.group(1));
    if (known != null) {
      return known;
    }
    if ("-".equals(found.group(2))) {
      return found.group(3);
    }
    throw new IllegalArgumentException(found.group(1) + " " + found.group(3));
  }

  private static Service service(Map<?, ?> fields) {
    Map<String, String> environment = new LinkedHashMap<>();
    map(fields.get("environment"))
        .forEach((name, value) -> {
          // Compose 1.29 refuses what is no string or number.
          assertThat(value).as(name.toString()).isInstanceOf(String.class);
          environment.put(name.toString(), value.toString());
        });
    return new Service(
        String.valueOf(fields.get("image")),
        strings(fields.get("command")),
        environment,
        strings(fields.get("volumes")),
        strings(fields.get("ports")),
        fields);
  }

  private static List<String> strings(@Nullable Object list) {
    return list instanceof List<?> items ? items.stream().map(String::valueOf).toList() : List.of();
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> fields ? fields : Map.of();
  }
}
