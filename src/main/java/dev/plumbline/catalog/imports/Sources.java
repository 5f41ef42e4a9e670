package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files around a config. What cannot be read is added to the errors, where it was named. */
final class Sources {
  private static final String SCHEME = "file://";
  private static final String DATA_FILES = "*.{yaml,yml,json,jsonl,csv}";
  private static final long LARGEST = 8L * YamlReader.MAX_CHARACTERS;

  private final Path folder;
  private final Errors errors;

  /**
   * @param folder of the config: names are relative to it
   */
  Sources(Path folder, Errors errors) {
    this.folder = folder.normalize();
    this.errors = errors;
  }

  static boolean isReference(String text) {
    return text.startsWith(SCHEME);
  }

  /** In lower case, without the dot: {@code yaml}; a function's name after a colon is not part. */
  static String extension(String name) {
    String file = name.replaceFirst(":[A-Za-z_]\\w*$", "");
    return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  static boolean isCode(String name) {
    return List.of("js", "cjs", "mjs", "ts", "cts", "mts", "py", "rb", "sh", "exe", "go")
        .contains(extension(name));
  }

  /** The files a name stands for, in order of name: itself, a folder's, or those of a pattern. */
  List<String> matching(String name, Location at) {
    String plain = plainName(name);
    boolean isFolder = plain.indexOf('\0') < 0 && Files.isDirectory(folder.resolve(plain));
    if (!plain.contains("*") && !isFolder) {
      return List.of(plain);
    }
    String pattern = isFolder ? plain.replaceFirst("/*$", "/") + DATA_FILES : plain;
    String beforeStar = pattern.substring(0, pattern.indexOf('*'));
    Path root = folder.resolve(beforeStar.substring(0, beforeStar.lastIndexOf('/') + 1));
    String glob = "glob:" + folder + "/" + pattern.replaceFirst("^(\\./)+", "");
    try (Stream<Path> files = Files.walk(root, pattern.contains("**") ? 8 : 2)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher(glob);
      List<String> found =
          files
              .filter(Files::isRegularFile)
              .map(Path::normalize)
              .filter(matcher::matches)
              .map(file -> folder.relativize(file).toString())
              .sorted()
              .toList();
      if (found.isEmpty()) {
        errors.add(at, "no file matches '%s'".formatted(plain), "put the name right");
      }
      return found;
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      errors.add(at, "'%s' cannot be listed".formatted(plain), "put the name right");
      return List.of();
    }
  }

  /** The text of a file; empty if it cannot be read. */
  Optional<String> text(String name, Location at) {
    String plain = plainName(name);
    String remedy = "names are relative to the folder of the config; put this one right";
    try {
      Path file = folder.resolve(plain);
      if (Files.size(file) > LARGEST) {
        errors.add(at, "'%s' is too large".formatted(plain), "split it");
      } else {
        return Optional.of(Files.readString(file));
      }
    } catch (NoSuchFileException | InvalidPathException e) {
      errors.add(at, "there is no file '%s'".formatted(plain), remedy);
    } catch (CharacterCodingException e) {
      errors.add(at, "'%s' is not UTF-8".formatted(plain), "save it as UTF-8");
    } catch (IOException e) {
      errors.add(at, "'%s' cannot be read: %s".formatted(plain, e), remedy);
    }
    return Optional.empty();
  }

  /** A YAML or JSON file, with its references and merges in place. */
  Optional<Located> document(String name, Location at) {
    return text(name, at).flatMap(text -> parsed(plainName(name), text));
  }

  /** JSON is YAML, but for tabs between its values. */
  Optional<Located> parsed(String file, String text) {
    String yaml = extension(file).startsWith("json") ? text.replace('\t', ' ') : text;
    return YamlReader.read(file, yaml, errors).map(root -> References.resolved(root, errors));
  }

  static String plainName(String name) {
    return name.startsWith(SCHEME) ? name.substring(SCHEME.length()) : name;
  }

  Errors errors() {
    return errors;
  }

  static Located none(Location at) {
    return new Located.Mapping(at, Map.of());
  }
}
