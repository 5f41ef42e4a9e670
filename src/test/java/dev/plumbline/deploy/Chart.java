package dev.plumbline.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart's files. */
final class Chart {
  static final Path FOLDER = Path.of("helm", "plumbline");
  static final Path VALUES = FOLDER.resolve("values.yaml");
  static final Path SCHEMA = FOLDER.resolve("values.schema.json");

  /** The processes it runs, of one image. */
  static final List<String> ROLES = List.of("worker", "scorer", "api");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ENDING = "-values.yaml";

  private Chart() {}

  /** Names of the files of values under {@code ci}, each of which must render. */
  static List<String> cases() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path values(String name) {
    return FOLDER.resolve("ci").resolve(name + ENDING);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The documents of a text of YAML, empty ones left out, as Kubernetes reads it. */
  static List<JsonNode> documents(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(options)).loadAll(yaml)) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  static JsonNode read(Path file) {
    return documents(text(file)).getFirst();
  }
}
