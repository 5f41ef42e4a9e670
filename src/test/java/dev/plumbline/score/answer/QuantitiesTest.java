package dev.plumbline.score.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Expected;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last number of an answer, however it is written. */
class QuantitiesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "42 | 42",
        "The answer is 42. | 42",
        "From 3 to 5 it is 8 | 8",
        "-5 | -5",
        "\u22125 | -5",
        "+7 | 7",
        "10-20 | 20",
        "10\u201320 | 20",
        "3.14 | 3.14",
        "3,14 | 3.14",
        ".5 | 0.5",
        "1,284.5 | 1284.5",
        "1,284 | 1284",
        "12,345,678 | 12345678",
        "1284,5 | 1284.5",
        "1.284,5 | 1284.5",
        "0,500 | 0.5",
        "1\u202F284.5 | 1284.5",
        "12\u00A0345\u00A0678 | 12345678",
        "6.02e23 | 6.02e23",
        "6.02E+23 | 6.02e23",
        "1e-9 | 1e-9",
        "6.02 × 10^23 | 6.02e23",
        "6.02 x 10^{23} | 6.02e23",
        "6.02·10²³ | 6.02e23",
        "1.6 × 10⁻¹⁹ C | 1.6e-19",
        "$6.02 \\times 10^{23}$ | 6.02e23",
        "3/4 | 0.75",
        "-3/4 | -0.75",
        "\\frac{3}{4} | 0.75",
        "$$\\boxed{72}$$ | 72",
        "\\boxed{\\frac{1}{8}} | 0.125",
        "1{,}284 | 1284",
        "**72** | 72",
        "72% | 72",
        "5km | 5",
        "5. | 5",
        "(9) | 9",
        "12, | 12",
        "H2O has 3 atoms of CO2 | 3",
        "x2 = 7 in v1.2.3 | 7",
        "He came 2nd with 14 points, not 3rd | 14",
        "7, on 24.11.2026 | 7"
      })
  void isRead(String answer, double value) {
    assertThat(NumberInText.last(answer)).map(NumberInText::value).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "H2O", "x2", "1.2.3", "24.11.2026", "the 3rd", "v2", "a_1", "-"})
  void isNone(String answer) {
    assertThat(NumberInText.last(answer)).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "90 km/h, true",
    "90km/h, true",
    "**90** km/h, true",
    "$90$ km/h, true",
    "$90\\text{ km/h}$, true",
    "90 km/h., true",
    "It drives at 90 km/h on average., true",
    "90 km/hour, false",
    "90 KM/H, false",
    "90, false",
    "90 mph, false",
    "91 km/h, false"
  })
  void aUnitMustFollow(String answer, boolean right) {
    Grade grade = Quantities.grade(new Expected.Quantity(90, 0, "km/h"), answer);

    assertThat(grade instanceof Grade.Right).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "12%, %, true",
    "12 %, %, true",
    "12\\%, %, true",
    "12 percent, %, false",
    "12 m, m, true",
    "12 mm, m, false",
    "12 m², m², true"
  })
  void unitsAreNoBeginnings(String answer, String unit, boolean right) {
    Grade grade = Quantities.grade(new Expected.Quantity(12, 0, unit), answer);

    assertThat(grade instanceof Grade.Right).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource({
    "2.0, 1.9, 0.1, true",
    "2.01, 1.9, 0.1, false",
    "3.14, 3.14159, 0.01, true",
    "1e-30, 2e-30, 0, false",
    "0.1, 0.1, 0, true"
  })
  void toleranceIsDecimal(String answer, double number, double tolerance, boolean right) {
    Grade grade = Quantities.grade(new Expected.Quantity(number, tolerance, null), answer);

    assertThat(grade instanceof Grade.Right).isEqualTo(right);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "It is 80 mph., km/h, '90 km/h', '''80 mph.'''",
        "80, -, 90, '''80'''",
        "No idea, -, 90, no number: 'No idea'"
      })
  void saysWhatItGot(String answer, @Nullable String unit, String expected, String got) {
    assertThat(Quantities.grade(new Expected.Quantity(90, 0, unit), answer))
        .isEqualTo(new Grade.Wrong(expected, got));
  }

  @Test
  void longTextsTakeNoTime() {
    String digits = "1".repeat(100_000);

    assertThat(NumberInText.last(digits + " " + "1,".repeat(50_000) + " 7")).isPresent();
    assertThat(NumberInText.last("1,234".repeat(50_000))).isNotNull();
    assertThat(NumberInText.last("\\frac{".repeat(20_000))).isEmpty();
  }

  /** It is looked for from the end, and must be what a search from the beginning ends with. */
  @Test
  void isTheLastOfASearchFromTheBeginning() {
    String[] parts = {
      "1", "23", "456", "0", ".", ",", "-", "\u2212", " ", "\u00A0", "e", "x", "\u00D7", "10", "^",
      "{", "}", "/", "a", "rd", "st", "\\times", "*", "\n", "\u0663", "\u00E9", "_", "$"
    };
    RandomGenerator random = new SplittableRandom(5);
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String text =
          Stream.generate(() -> parts[random.nextInt(parts.length)])
              .limit(random.nextInt(1, 25))
              .collect(Collectors.joining());
      Optional<String> expected =
          NumberInText.NUMBER
              .matcher(Latex.plain(text))
              .results()
              .map(MatchResult::group)
              .reduce((_, last) -> last);
      assertThat(NumberInText.last(text).map(NumberInText::text)).as(text).isEqualTo(expected);
      found += expected.isPresent() ? 1 : 0;
    }
    assertThat(found).as("texts with a number: 17,000 of 20,000").isBetween(10_000, 19_000);
  }
}
