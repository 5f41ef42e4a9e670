package dev.plumbline.score.answer;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of some options an answer takes: those that stand in it as words. Options of one letter are
 * also English words and names in explanations, so of these forms the first that occurs decides:
 * "the answer is B"; B alone on the last line; B first of all; B in brackets or emphasis; a B that
 * is no article and no pronoun.
 */
final class Choices {
  private static final String START = "(?<![\\p{L}\\p{N}\\p{M}_])";
  private static final String END = "(?![\\p{L}\\p{N}\\p{M}_])";
  private static final String DRESS = "[*_`\"'(\\[“”‘’]*+";
  private static final String UNDRESS = "[*_`\"')\\]“”‘’]*+";
  private static final String VERDICT = "(?:is|because|since|as)\\b";

  private Choices() {}

  static Grade grade(String option, List<String> among, String answer) {
    Set<String> taken = taken(among, answer);
    return taken.equals(Set.of(option))
        ? new Grade.Right()
        : new Grade.Wrong("'" + option + "'", got(taken, answer));
  }

  private static String got(Set<String> taken, String answer) {
    return taken.isEmpty()
        ? "none of the options: " + AnswerGrader.quoted(answer)
        : taken.stream().map(option -> "'" + option + "'").collect(Collectors.joining(" and "));
  }

  private static Set<String> taken(List<String> among, String answer) {
    String options = oneOf(among);
    if (among.stream().anyMatch(option -> option.codePointCount(0, option.length()) > 1)) {
      return found("(?iu)" + START + options + END, among, answer);
    }
    return Stream.of(
            stated(options), alone(options), first(options), marked(options), word(options))
        .map(form -> found(form, among, answer))
        .filter(taken -> !taken.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  private static String stated(String options) {
    return "(?:\\b(?i:answer|choice)(?i:\\s+is|\\s*+:)[\\s:]*+(?i:option\\s+)?+|\\\\boxed\\{\\s*+)"
        + DRESS
        + options
        + END;
  }

  private static String alone(String options) {
    return "(?m)^\\s*+" + DRESS + options + UNDRESS + "\\.?+\\s*+\\z";
  }

  private static String first(String options) {
    return "\\A\\s*+"
        + DRESS
        + options
        + ("(?=" + UNDRESS + "\\s*+(?:[.:,;)\\]–—-]|\\R|" + VERDICT + "))");
  }

  private static String marked(String options) {
    return "(?<=[(\\[*])" + options + "(?=[)\\]*.])";
  }

  private static String word(String options) {
    return START
        + options
        + END
        + "(?!(?<=[AI])(?:['’]|\\s{1,3}(?!"
        + VERDICT
        + "|(?:and|or)\\b)\\p{Ll}))";
  }

  /** Longest first: "north-east" before "north". */
  private static String oneOf(List<String> among) {
    return among.stream()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(", ")"));
  }

  private static Set<String> found(String regex, List<String> among, String answer) {
    Map<String, String> byWord = new LinkedHashMap<>();
    among.forEach(option -> byWord.putIfAbsent(option.toLowerCase(Locale.ROOT), option));
    return Pattern.compile(regex)
        .matcher(answer)
        .results()
        .map(match -> match.group(1))
        .map(word -> byWord.getOrDefault(word.toLowerCase(Locale.ROOT), word))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
