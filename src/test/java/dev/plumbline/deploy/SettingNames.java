package dev.plumbline.deploy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settings that exist: components of our records of properties, and what Spring's libraries say of
 * theirs in the metadata they ship. In the form of a variable, {@code PLUMBLINE_PROBE_CLAIMAHEAD}.
 */
final class SettingNames {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";

  /** Read where there are no properties yet: which beans there are depends on it. */
  private static final String ROLES = "PLUMBLINE_ROLES";

  private final Set<String> names = new TreeSet<>(Set.of(ROLES, "SPRING_CONFIG_IMPORT"));
  private final Set<String> prefixes = new TreeSet<>();

  private SettingNames() {}

  static SettingNames read() {
    SettingNames read = new SettingNames();
    for (Class<?> type : ourProperties()) {
      ConfigurationProperties annotation =
          requireNonNull(type.getAnnotation(ConfigurationProperties.class));
      read.record(annotation.value() + ".", type);
    }
    read.metadata();
    return read;
  }

  /** Whether a variable, or a property by its name, is a setting of something. */
  boolean know(String variable) {
    String name = uniform(variable);
    return names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }

  /** Our records of properties. */
  static List<Class<?>> ourProperties() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    return scanner.findCandidateComponents("dev.plumbline").stream()
        .map(BeanDefinition::getBeanClassName)
        .<Class<?>>map(SettingNames::load)
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private void record(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + component.getName();
      add(path, component.getGenericType());
    }
  }

  private void add(String path, Type type) {
    Class<?> raw = (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    if (raw.isRecord()) {
      record(path + ".", raw);
    } else if (Map.class.isAssignableFrom(raw) || List.class.isAssignableFrom(raw)) {
      names.add(uniform(path));
      prefixes.add(uniform(path) + "_");
    } else {
      names.add(uniform(path));
    }
  }

  private void metadata() {
    try {
      for (URL file : Collections.list(getClass().getClassLoader().getResources(METADATA))) {
        try (InputStream stream = file.openStream()) {
          JsonNode read = JsonMapper.shared().readTree(stream);
          properties(read)
              .forEach(property -> {
                String name = uniform(property.path("name").asString());
                names.add(name);
                // The older form, which Spring still takes and people still write.
                names.add(uniform(property.path("name").asString().replace('-', '.')));
                if (property.path("type").asString("").startsWith("java.util.Map")) {
                  prefixes.add(name + "_");
                }
              });
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those that have been given up name what came in their place, and count for nothing. */
  private static Stream<JsonNode> properties(JsonNode metadata) {
    return metadata
        .path("properties")
        .valueStream()
        .filter(
            property -> !property.path("deprecation").path("level").asString("").equals("error"));
  }

  private static String uniform(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
