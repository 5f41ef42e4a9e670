package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was found last, in a file, so that a process that starts while a source is down still
 * watches it. Replaced as a whole; a file that cannot be read is told of and ignored, and what it
 * holds is checked like anything that is found.
 */
final class DiscoveryMemory {
  private static final Logger log = LoggerFactory.getLogger(DiscoveryMemory.class);

  /** Raised when an older release could not read what this one writes. */
  private static final int FORMAT = 1;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final @Nullable Path file;
  private boolean failing;

  /**
   * One source.
   *
   * @param goodAt when all that was found there was last in force; null where it never was
   */
  record Remembered(String source, @Nullable Instant goodAt, List<DiscoveredSet.Before> targets) {}

  /**
   * @param file null to remember nothing
   */
  DiscoveryMemory(@Nullable Path file) {
    this.file = file;
  }

  /** What the file says; nothing where there is none, or no good one. */
  List<Remembered> read() {
    if (file == null || !Files.exists(file)) {
      return List.of();
    }
    Errors errors = new Errors();
    try {
      List<Remembered> all =
          YamlReader.read(file.toString(), Files.readString(file), errors)
              .map(document -> sources(Fields.of(document, errors)))
              .orElse(List.of());
      errors.throwIfAny();
      return all;
    } catch (IOException | InvalidCatalogException e) {
      log.warn(
          "what discovery found before this process started is not known: {} is ignored, and"
              + " replaced at the next look that goes well:\n{}",
          file,
          e.getMessage());
      return List.of();
    }
  }

  private static List<Remembered> sources(Fields document) {
    Integer format = document.smallWholeOrNull("format");
    if (format == null || format != FORMAT) {
      document.error("is not of format " + FORMAT, "remove it, or start the release that wrote it");
      return List.of();
    }
    List<Remembered> sources = new ArrayList<>();
    for (Fields source : document.each("sources")) {
      source.require("remove the file", "source", "targets");
      List<DiscoveredSet.Before> targets = new ArrayList<>();
      for (Fields target : source.each("targets")) {
        target.require("remove the file", "key", "name", "value");
        if (!(target.value("value") instanceof Located.Mapping)) {
          target.error("value", "is no target", "remove the file");
        }
        targets.add(
            new DiscoveredSet.Before(
                target.text("key"), target.text("name"), target.value("value")));
      }
      sources.add(new Remembered(source.text("source"), goodAt(source), List.copyOf(targets)));
    }
    return List.copyOf(sources);
  }

  private static @Nullable Instant goodAt(Fields source) {
    @Nullable String text = source.textOrNull("good-at");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      source.error("good-at", "'%s' is no instant".formatted(text), "remove the file");
      return null;
    }
  }

  /** Replaces the file, or removes it where nothing is to be found any more. */
  void write(List<DiscoveredSet> sets, List<DiscoveryStatus> statuses) {
    if (file == null) {
      return;
    }
    try {
      if (sets.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        replace(file, JSON.writeValueAsString(document(sets, statuses)));
      }
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.warn(
            "what discovery found cannot be kept for the next start in {}: {} — make it writable,"
                + " or set plumbline.catalog.discovery-memory",
            file,
            e.toString());
      }
      failing = true;
    }
  }

  private static void replace(Path file, String text) throws IOException {
    if (text.length() > YamlReader.MAX_CHARACTERS) {
      throw new IOException("more than %,d characters".formatted(YamlReader.MAX_CHARACTERS));
    }
    Path whole = file.toAbsolutePath();
    Path folder = Files.createDirectories(whole.resolveSibling("."));
    Path beside = Files.createTempFile(folder, "discovered", ".tmp");
    try {
      Files.writeString(beside, text);
      Files.move(
          beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static ObjectNode document(List<DiscoveredSet> sets, List<DiscoveryStatus> statuses) {
    Map<String, DiscoveryStatus> byName = new LinkedHashMap<>();
    statuses.forEach(status -> byName.put(status.source(), status));
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    ArrayNode sources = document.putArray("sources");
    for (DiscoveredSet set : sets) {
      ObjectNode source = sources.addObject().put("source", set.name());
      DiscoveryStatus status = byName.get(set.name());
      if (status != null && status.lastGoodAt() != null) {
        source.put("good-at", String.valueOf(status.lastGoodAt()));
      }
      ArrayNode targets = source.putArray("targets");
      set.good()
          .forEach(it ->
              targets
                  .addObject()
                  .put("key", it.key())
                  .put("name", it.target().name())
                  .set("value", it.value().json()));
    }
    return document;
  }
}
