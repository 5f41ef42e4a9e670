package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops fail however long their unit; lists, tables, code, rules and refrains do not. */
class RepetitionCheckTest {
  private static final String OPENING =
      "Spring is the season of growth; summer brings heat, and the days are long. ";
  private static final String SENTENCE =
      "The seasons of the year are spring and summer and autumn. ";
  private static final String PARAGRAPH =
      "In spring the trees begin to bloom, birds return from the south, and farmers sow their fields"
          + " while rain falls almost every day. Summer brings heat and long evenings by the lake."
          + " Autumn paints the woods in yellow and red, and the harvest is brought in before the"
          + " first frost. In winter the ground sleeps under snow, and people gather by the fire.\n\n";

  private final Check check = new RepetitionCheck();

  private Reading read(String text) {
    return check.read(
        Given.subject(Given.target(), Given.probe(), Given.answer(text), Given.response("{}")));
  }

  static Stream<Arguments> loops() {
    return Stream.of(
        Arguments.of("one character", OPENING + "a".repeat(120), "ends in 'a' 120 times"),
        Arguments.of("exclamation marks", "!".repeat(100), "ends in '!' 100 times"),
        Arguments.of("one emoji", OPENING + "🌸".repeat(60), "ends in '🌸' 60 times"),
        Arguments.of("one word", OPENING + "very ".repeat(30), "ends in ' very' "),
        Arguments.of("one sentence", OPENING + SENTENCE.repeat(4), " 4 times"),
        Arguments.of(
            "a sentence cut in the middle", SENTENCE.repeat(5).substring(20, 280), " 4 times"),
        Arguments.of("one line", OPENING + "\n- item of the list".repeat(8), " 8 times"),
        Arguments.of("digits", "The number is 3." + "142857".repeat(70), " 70 times"),
        Arguments.of("blank rules without end", OPENING + "- ".repeat(600), "times"),
        Arguments.of("a paragraph", PARAGRAPH.repeat(4), " 4 times"),
        Arguments.of(
            "a paragraph over and over, then an end",
            PARAGRAPH.repeat(6) + "That is all.",
            "of it is not repeated"),
        Arguments.of("Chinese", "春天来了。".repeat(25), " 25 times"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("loops")
  void loopsFailAndAreShown(String name, String text, String found) {
    Reading reading = read(text);

    assertThat(reading).as(name).extracting("failed").isEqualTo(true);
    assertThat(reading).extracting("found").asString().contains(found);
  }

  private static String lines(int count, String format) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> format.formatted(i, i * i % 97, i * 31 % 101))
        .collect(Collectors.joining("\n"));
  }

  static Stream<Arguments> healthy() {
    return Stream.of(
        Arguments.of("prose", PARAGRAPH),
        Arguments.of("a paragraph, again as a summary", PARAGRAPH.repeat(2)),
        Arguments.of(
            "counting",
            IntStream.rangeClosed(1, 400)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "))),
        Arguments.of("counting with words", lines(100, "This is item number %d of the list.")),
        Arguments.of("the alphabet", "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
        Arguments.of("a rule", "Title\n" + "-".repeat(120)),
        Arguments.of("a rule between texts", PARAGRAPH + "=".repeat(200) + "\n" + PARAGRAPH),
        Arguments.of("an empty table", ("|" + "   |".repeat(9) + "\n").repeat(10)),
        Arguments.of("a table's head", "| a | b |\n" + "|---".repeat(20) + "|"),
        Arguments.of("a matrix of zeros", "0 0 0 0 0 0 0 0 0 0\n".repeat(10)),
        Arguments.of("a hex dump", "00 00 00 00 00 00 00 00\n".repeat(16)),
        Arguments.of("a table of numbers", lines(60, "| %d | %d | %d |")),
        Arguments.of("an HTML table", lines(60, "<tr><td>%d</td><td>%d</td><td>%d</td></tr>")),
        Arguments.of(
            "JSON records", lines(60, "{\"id\": %d, \"name\": \"user %d\", \"score\": %d},")),
        Arguments.of(
            "SQL", lines(60, "INSERT INTO readings (id, value, code) VALUES (%d, %d, %d);")),
        Arguments.of("code", lines(40, "    assertThat(square(%d)).isEqualTo(%d); // %d")),
        Arguments.of("closing braces", "void f() {" + "{".repeat(20) + "\n}".repeat(20)),
        Arguments.of("a chant", "Na na na na na na na na na na na na na na na na, Batman!"),
        Arguments.of("laughter", "Ha" + "ha".repeat(20)),
        Arguments.of(
            "a refrain",
            (PARAGRAPH.substring(0, 150) + "\nRow, row, row your boat\n").repeat(2)
                + "Row, row, row your boat\nRow, row, row your boat\n"),
        Arguments.of("eight buffaloes", "Buffalo buffalo ".repeat(4)),
        Arguments.of("a drawing", ("#" + " ".repeat(20) + "#\n").repeat(15)),
        Arguments.of("a bar chart", "Sales " + "█".repeat(300)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("healthy")
  void whatOnlyLooksRepetitivePasses(String name, String text) {
    assertThat(read(text)).as(name).isEqualTo(new Reading.Trial(false, ""));
  }

  /** Bound 0.2; of the healthy texts here a paragraph said twice has least, 0.49. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("healthy")
  void healthyTextsHaveMoreThanTwiceTheBoundToSay(String name, String text) {
    assertThat(Redundancy.distinctShare(text.strip()))
        .as(name)
        .isGreaterThan(2 * Redundancy.TOO_LOW);
  }

  @Test
  void anEmptyAnswerSaysNothing() {
    assertThat(read(" \n")).isEqualTo(new Reading.NotATrial("the answer is empty"));
  }
}
