package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The text of a catalog's files at one moment, so that what is compared is what is parsed.
 *
 * @param suites by path relative to the folder, in order of name
 */
record CatalogFiles(String fleet, SortedMap<String, String> suites) {
  static final String FLEET = "fleet.yaml";
  static final String SUITES = "suites";

  /**
   * @throws InvalidCatalogException if a file or folder is missing or cannot be read
   */
  static CatalogFiles read(Path folder) {
    Errors errors = new Errors();
    if (!Files.isDirectory(folder)) {
      errors.add(
          Location.wholeFile(folder.toString()),
          "there is no such folder",
          "name a folder that holds fleet.yaml and suites/*.yaml");
    }
    errors.throwIfAny();
    String fleet = text(folder, FLEET, errors);
    SortedMap<String, String> suites = new TreeMap<>();
    for (String name : suiteNames(folder, errors)) {
      suites.put(name, text(folder, name, errors));
    }
    errors.throwIfAny();
    return new CatalogFiles(fleet, suites);
  }

  /** Changes when, and only when, a file does. */
  String digest() {
    return Hash.of(Map.of(FLEET, fleet, SUITES, suites));
  }

  private static List<String> suiteNames(Path folder, Errors errors) {
    Location place = Location.wholeFile(SUITES);
    String remedy = "put at least one suite into suites/*.yaml";
    if (!Files.isDirectory(folder.resolve(SUITES))) {
      errors.add(place, "there is no such folder", remedy);
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder.resolve(SUITES))) {
      List<String> names = files.map(file -> SUITES + "/" + file.getFileName()).sorted().toList();
      names.stream()
          .filter(name -> name.endsWith(".yml"))
          .forEach(
              name -> errors.add(Location.wholeFile(name), "would be ignored", "name it *.yaml"));
      List<String> suites = names.stream().filter(CatalogFiles::isSuite).toList();
      if (suites.isEmpty()) {
        errors.add(place, "the folder holds no suite", remedy);
      }
      return suites;
    } catch (IOException e) {
      errors.add(place, "cannot be listed: " + e, "let this process read the folder");
      return List.of();
    }
  }

  /** Hidden files are an editor's, not ours. */
  private static boolean isSuite(String name) {
    return name.endsWith(".yaml") && !name.startsWith(SUITES + "/.");
  }

  private static String text(Path folder, String name, Errors errors) {
    Location place = Location.wholeFile(name);
    Path file = folder.resolve(name);
    try {
      if (!Files.isRegularFile(file)) {
        errors.add(place, "there is no such file in " + folder, "write it; see README.md");
      } else if (Files.size(file) > 4L * YamlReader.MAX_CHARACTERS) {
        errors.add(
            place,
            "is too large",
            "split it: at most %d characters".formatted(YamlReader.MAX_CHARACTERS));
      } else {
        return Files.readString(file);
      }
    } catch (CharacterCodingException e) {
      errors.add(place, "is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      errors.add(place, "cannot be read: " + e, "let this process read the file");
    }
    return "";
  }
}
