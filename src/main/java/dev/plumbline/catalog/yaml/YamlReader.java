package dev.plumbline.catalog.yaml;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads one YAML document of bounded size, depth and number of aliases. */
public final class YamlReader {
  /** Far above any real fleet (a target is some 300 characters), far below what hurts. */
  public static final int MAX_CHARACTERS = 2_000_000;

  private static final int MAX_DEPTH = 30;
  private static final int MAX_ALIASES = 1_000;

  private YamlReader() {}

  /** The document; empty, with the reason added to the errors, where it cannot be read. */
  public static Optional<Located> read(String file, String text, Errors errors) {
    Location start = new Location(file, 1, 1, "");
    if (text.length() > MAX_CHARACTERS) {
      errors.add(start, "is longer than %d characters".formatted(MAX_CHARACTERS), "split the file");
      return Optional.empty();
    }
    try {
      @Nullable Node root = yaml().compose(new StringReader(withoutByteOrderMark(text)));
      if (root == null) {
        errors.add(start, "the file is empty", "write the keys its JSON Schema describes");
        return Optional.empty();
      }
      return Optional.of(new LocatedTree(file, errors).root(root));
    } catch (MarkedYAMLException e) {
      errors.add(at(file, e), problem(e), "put the YAML syntax right on this line or just above");
    } catch (ReaderException e) {
      errors.add(
          at(file, text, e.getPosition()),
          "character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
          "remove it");
    } catch (LocatedTree.TooLargeException | YAMLException e) {
      errors.add(start, String.valueOf(e.getMessage()), "split or simplify the file");
    }
    return Optional.empty();
  }

  private static Yaml yaml() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_CHARACTERS + 1);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_ALIASES);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(limits), new Representer(unused), unused, limits, new CoreSchema());
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** SnakeYAML's sentence without its snippet of the file, which may hold what must not be told. */
  private static String problem(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext().strip() + ", ";
    return "not YAML: " + context + e.getProblem();
  }

  private static Location at(String file, MarkedYAMLException e) {
    @Nullable Mark mark = e.getProblemMark();
    return mark == null
        ? new Location(file, 1, 1, "")
        : new Location(file, mark.getLine() + 1, mark.getColumn() + 1, "");
  }

  private static Location at(String file, String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
    return new Location(file, line, before.length() - before.lastIndexOf('\n'), "");
  }
}
