package dev.plumbline.catalog.discovery;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads lists of targets that another system writes. */
final class FileSource implements DiscoverySource {
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");
  private static final Pattern ESCAPE = Pattern.compile("\\\\.");
  private final Path folder;
  private final Discover.InFiles discover;

  FileSource(Path folder, Discover.InFiles discover) {
    this.folder = folder;
    this.discover = discover;
  }

  @Override
  public Found look() {
    String pattern = discover.pattern();
    try {
      List<Path> files = files(pattern);
      if (files.isEmpty()) {
        return Found.unreadable(
            pattern, "no file matches", "have it written, or put the pattern right");
      }
      return read(files);
    } catch (IOException e) {
      return Found.unreadable(
          pattern, "the folder cannot be listed: " + e, "let this process read the folder");
    } catch (InvalidPathException | PatternSyntaxException e) {
      return Found.unreadable(pattern, "is no path and no pattern", "write discovered/*.yaml");
    }
  }

  private List<Path> files(String pattern) throws IOException {
    int slash = pattern.lastIndexOf('/');
    String last = pattern.substring(slash + 1);
    if (!GLOB.matcher(last).find()) {
      return List.of(folder.resolve(pattern));
    }
    Path parent = slash < 0 ? folder : folder.resolve(pattern.substring(0, slash + 1));
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> matching = Files.newDirectoryStream(parent, last)) {
      for (Path file : matching) {
        if (!String.valueOf(file.getFileName()).startsWith(".")) {
          files.add(file);
        }
      }
    }
    return files.stream().sorted().toList();
  }

  private Found read(List<Path> files) {
    List<Found.Entry> entries = new ArrayList<>();
    List<Found.Broken> broken = new ArrayList<>();
    for (Path file : files) {
      Errors errors = new Errors();
      Optional<Located> document = document(file, errors);
      if (document.isPresent() && document.get() instanceof Located.Sequence(_, var items)) {
        items.forEach(item -> entries.add(new Found.Entry(null, item)));
      } else if (document.isPresent()) {
        errors.add(document.get().at(), "is no list", "write a list of targets as under 'targets'");
      }
      if (!errors.all().isEmpty()) {
        broken.add(new Found.Broken(null, errors.all()));
      }
    }
    return new Found.Entries(List.copyOf(entries), List.copyOf(broken));
  }

  private Optional<Located> document(Path file, Errors errors) {
    String name = folder.relativize(file).toString();
    Location place = Location.wholeFile(name);
    try {
      if (!Files.isRegularFile(file)) {
        errors.add(place, "there is no such file", "have it written, or put the path right");
      } else if (Files.size(file) > 4L * YamlReader.MAX_CHARACTERS) {
        errors.add(
            place,
            "is too large",
            "split it: at most %d characters".formatted(YamlReader.MAX_CHARACTERS));
      } else {
        return YamlReader.read(name, text(file, name), errors);
      }
    } catch (CharacterCodingException e) {
      errors.add(place, "is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      errors.add(place, "cannot be read: " + e, "let this process read the file");
    }
    return Optional.empty();
  }

  /** JSON is YAML but for tabs, which JSON has between values only, and an escaped slash. */
  private static String text(Path file, String name) throws IOException {
    String text = Files.readString(file);
    return name.endsWith(".json")
        ? ESCAPE.matcher(text.replace('\t', ' ')).replaceAll(FileSource::unescapedSlash)
        : text;
  }

  private static String unescapedSlash(MatchResult escape) {
    return Matcher.quoteReplacement(escape.group().equals("\\/") ? "/" : escape.group());
  }
}
