package dev.plumbline.score.syntax;

import dev.plumbline.catalog.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pieces of code kept in {@code src/test/resources/snippets}, each under a line of four hashes. */
record Snippets(Syntax syntax, String name, String code) {
  private static final Pattern HEADING = Pattern.compile("^#### ", Pattern.MULTILINE);

  static Stream<Snippets> valid() {
    return all("valid");
  }

  static Stream<Snippets> broken() {
    return all("broken");
  }

  private static Stream<Snippets> all(String kind) {
    return Arrays.stream(Syntax.values())
        .filter(syntax -> syntax != Syntax.JSON)
        .flatMap(syntax -> read(syntax, kind));
  }

  private static Stream<Snippets> read(Syntax syntax, String kind) {
    String file = "/snippets/%s-%s.txt".formatted(syntax.name().toLowerCase(Locale.ROOT), kind);
    try (InputStream in = Objects.requireNonNull(Snippets.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HEADING.splitAsStream(text).skip(1).map(part -> of(syntax, part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Snippets of(Syntax syntax, String part) {
    int end = part.indexOf('\n');
    return new Snippets(syntax, part.substring(0, end), part.substring(end + 1).stripTrailing());
  }

  @Override
  public String toString() {
    return syntax + ": " + name;
  }
}
