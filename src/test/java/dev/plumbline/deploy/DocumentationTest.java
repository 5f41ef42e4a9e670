package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation points at is there, and every page of it is found from its index. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of("."));
        Stream<Path> actions = Files.walk(Path.of(".github/actions"))) {
      return Stream.of(docs, top, actions)
          .flatMap(files -> files)
          .map(Path::normalize)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    for (String link : links(page)) {
      String path = link.replaceAll("#.*", "");
      Path target =
          path.isEmpty()
              ? page
              : Objects.requireNonNullElse(page.getParent(), Path.of("")).resolve(path).normalize();
      assertThat(target).as("%s links to %s", page, link).exists();
      if (link.contains("#") && target.toString().endsWith(".md")) {
        assertThat(anchors(target))
            .as("%s links to %s", page, link)
            .contains(link.substring(link.indexOf('#') + 1));
      }
    }
  }

  @Test
  void everyPageIsInTheIndex() throws IOException {
    Set<String> listed = Set.copyOf(links(Path.of("docs/README.md")));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      assertThat(
              docs.map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
          .allMatch(listed::contains);
    }
  }

  private static List<String> links(Path page) throws IOException {
    String prose = CODE.matcher(Files.readString(page)).replaceAll("");
    return LINK.matcher(prose).results().map(link -> link.group(1)).toList();
  }

  /** As GitHub makes them of headings. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(heading -> heading.group(1).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"))
        .map(text ->
            text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .strip()
                .replace(' ', '-'))
        .collect(Collectors.toSet());
  }
}
