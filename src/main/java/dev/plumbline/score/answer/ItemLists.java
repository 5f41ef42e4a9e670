package dev.plumbline.score.answer;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lists of items: one a line, or between commas or semicolons, the last perhaps after "and". */
final class ItemLists {
  private static final int SHOWN = 5;
  private static final Pattern BULLET = Pattern.compile("^\\s*+(?:[-*+•–]|\\d{1,3}[.)])\\s++");
  private static final Pattern SEPARATOR = Pattern.compile("[,;，；、]");
  private static final Pattern AND_FIRST = Pattern.compile("^\\s*+and\\s++");

  private ItemLists() {}

  /** The Jaccard index of the items found and those expected. */
  static Grade grade(List<String> items, String answer) {
    Map<String, String> expected = new LinkedHashMap<>();
    items.forEach(item -> expected.putIfAbsent(ExactText.bare(item), item));
    Set<String> found = new LinkedHashSet<>();
    answer
        .lines()
        .filter(line -> !isIntroduction(line))
        .map(line -> ExactText.bare(BULLET.matcher(line).replaceFirst("")))
        .flatMap(line -> pieces(line, expected.keySet()))
        .filter(piece -> !piece.isEmpty())
        .forEach(found::add);
    return grade(expected, found);
  }

  private static Grade grade(Map<String, String> expected, Set<String> found) {
    List<String> missing =
        expected.keySet().stream()
            .filter(item -> !found.contains(item))
            .map(item -> expected.getOrDefault(item, item))
            .toList();
    List<String> extra = found.stream().filter(item -> !expected.containsKey(item)).toList();
    int shared = expected.size() - missing.size();
    double share = (double) shared / (expected.size() + extra.size());
    return new Grade.Part(share, lacks(missing, extra));
  }

  private static boolean isIntroduction(String line) {
    return ExactText.bare(line).endsWith(":");
  }

  /** What is expected may itself hold a comma or an "and". */
  private static Stream<String> pieces(String line, Set<String> expected) {
    if (expected.contains(line)) {
      return Stream.of(line);
    }
    List<String> pieces = Arrays.asList(SEPARATOR.split(line, -1));
    int last = pieces.size() - 1;
    return Stream.concat(
        pieces.subList(0, last).stream().map(ExactText::bare),
        end(pieces.get(last), expected).map(ExactText::bare));
  }

  private static Stream<String> end(String piece, Set<String> expected) {
    String afterAnd = AND_FIRST.matcher(piece).replaceFirst("");
    int and = afterAnd.lastIndexOf(" and ");
    return and < 0 || expected.contains(ExactText.bare(afterAnd))
        ? Stream.of(afterAnd)
        : Stream.of(afterAnd.substring(0, and), afterAnd.substring(and + " and ".length()));
  }

  private static String lacks(List<String> missing, List<String> extra) {
    return Stream.of(listed("missing", missing), listed("too much", extra))
        .filter(part -> !part.isEmpty())
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }

  private static String listed(String what, Collection<String> items) {
    String more = items.size() > SHOWN ? ", …" : "";
    return items.isEmpty()
        ? ""
        : what + " " + String.join(", ", items.stream().limit(SHOWN).toList()) + more;
  }
}
