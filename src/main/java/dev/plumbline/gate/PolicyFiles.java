package dev.plumbline.gate;

import dev.plumbline.catalog.CatalogError;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.yaml.DidYouMean;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import dev.plumbline.score.CheckRegistry;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads policies: one file, or every {@code *.yaml} of a folder, as {@code gates/} beside the
 * catalog's {@code suites/}.
 */
public final class PolicyFiles {
  private static final DocumentSchema SCHEMA = DocumentSchema.load("/gate/gates.schema.json");

  private PolicyFiles() {}

  /**
   * Reads and checks all of it, the budgets too.
   *
   * @throws InvalidCatalogException with everything that is wrong in any of the files
   */
  public static List<Policy> load(Path fileOrFolder) {
    return read(texts(fileOrFolder), true);
  }

  /** As {@link #load}, but takes budgets that cannot decide, so that a plan can tell of them. */
  public static List<Policy> loadForPlan(Path fileOrFolder) {
    return read(texts(fileOrFolder), false);
  }

  /**
   * The policy of this name; without a name the only one.
   *
   * @param place where the policies are from, for the error
   */
  public static Policy named(List<Policy> policies, String name, String place) {
    if (name.isEmpty() && policies.size() == 1) {
      return policies.getFirst();
    }
    List<String> names = policies.stream().map(Policy::name).toList();
    return policies.stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InvalidCatalogException(
                List.of(
                    name.isEmpty()
                        ? new CatalogError(
                            place,
                            0,
                            0,
                            "",
                            "holds %d gates".formatted(policies.size()),
                            "name one: %s#%s".formatted(place, names.getFirst()))
                        : new CatalogError(
                            place,
                            0,
                            0,
                            "",
                            "no gate is called '%s'".formatted(name),
                            DidYouMean.remedy(name, names)))));
  }

  static List<Policy> read(Map<String, String> files, boolean refusing) {
    Errors errors = new Errors();
    PolicyReader reader =
        new PolicyReader(SCHEMA, CheckRegistry.standard().names(), errors, refusing);
    List<Policy> policies = new ArrayList<>();
    files.forEach((file, text) -> {
      Optional<Located> document = YamlReader.read(file, text, errors);
      document.ifPresent(root -> SCHEMA.check(root, errors));
      document.ifPresent(root -> policies.addAll(reader.read(root)));
    });
    errors.throwIfAny();
    return List.copyOf(policies);
  }

  private static SortedMap<String, String> texts(Path place) {
    Errors errors = new Errors();
    SortedMap<String, String> texts = new TreeMap<>();
    for (Path file : files(place, errors)) {
      Location whole = Location.wholeFile(file.toString());
      try {
        texts.put(file.toString(), Files.readString(file));
      } catch (CharacterCodingException e) {
        errors.add(whole, "is not UTF-8", "save it as UTF-8");
      } catch (IOException e) {
        errors.add(whole, "cannot be read: " + e, "let this process read the file");
      }
    }
    errors.throwIfAny();
    return texts;
  }

  private static List<Path> files(Path place, Errors errors) {
    Location whole = Location.wholeFile(place.toString());
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    if (!Files.isDirectory(place)) {
      errors.add(
          whole, "there is no such file or folder", "name a file of gates, or a folder of *.yaml");
      return List.of();
    }
    try (Stream<Path> all = Files.list(place)) {
      List<Path> files =
          all.filter(it -> it.toString().endsWith(".yaml"))
              // Hidden files are an editor's, not ours.
              .filter(it -> !it.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        errors.add(whole, "the folder holds no *.yaml", "put a file of gates into it");
      }
      return files;
    } catch (IOException e) {
      errors.add(whole, "cannot be listed: " + e, "let this process read the folder");
      return List.of();
    }
  }
}
