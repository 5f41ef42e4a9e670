package dev.plumbline.score.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Syntax;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Modern code passes, what models and servers do to it does not, and nothing breaks the reader. */
class SyntaxReaderTest {
  private static final int MANY = 900;

  @ParameterizedTest
  @MethodSource("dev.plumbline.score.syntax.Snippets#valid")
  void modernCodeIsValid(Snippets snippet) {
    assertThat(SyntaxReader.read(snippet.syntax(), snippet.code())).isEqualTo(new Parsed.Valid());
  }

  @ParameterizedTest
  @MethodSource("dev.plumbline.score.syntax.Snippets#broken")
  void corruptedCodeIsBroken(Snippets snippet) {
    assertThat(SyntaxReader.read(snippet.syntax(), snippet.code()))
        .isInstanceOf(Parsed.Broken.class)
        .asString()
        .isNotBlank();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.plumbline.score.syntax.Snippets#valid")
  void whatIsCutOffBeforeItsLastBracketIsBroken(Snippets snippet) {
    int cut = snippet.code().lastIndexOf(')');
    if (cut > 0 && snippet.syntax() != Syntax.SQL) {
      assertThat(SyntaxReader.read(snippet.syntax(), snippet.code().substring(0, cut)))
          .isInstanceOf(Parsed.Broken.class);
    }
  }

  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of(Syntax.JSON, "{\"a\":1,\n \"a\":2}", 2),
        Arguments.of(Syntax.JAVA, "int a = 1;\nint b = 'x;\n", 2),
        Arguments.of(Syntax.JAVA, "int f() {\n  return 1 +;\n}", 2),
        Arguments.of(Syntax.JAVA, "f();\nint b = * 2;", 2),
        Arguments.of(Syntax.JAVA, "class A {\n  int b;\n  int c = ;\n}", 3),
        Arguments.of(Syntax.PYTHON, "a = 1\nb = / 2\n", 2),
        Arguments.of(Syntax.JAVASCRIPT, "a = 1\nb = * 2\n", 2),
        Arguments.of(Syntax.SQL, "SELECT a\nFROM b WHERE WHERE", 2));
  }

  @ParameterizedTest
  @MethodSource("places")
  void saysWhereTheFaultIs(Syntax syntax, String text, int line) {
    assertThat(SyntaxReader.read(syntax, text))
        .isInstanceOfSatisfying(
            Parsed.Broken.class,
            broken -> {
              assertThat(broken.line()).isEqualTo(line);
              assertThat(broken.column()).isPositive();
              assertThat(broken.what()).isNotBlank();
            });
  }

  @ParameterizedTest
  @EnumSource(Syntax.class)
  void emptinessAndFencesAreNoCode(Syntax syntax) {
    assertThat(SyntaxReader.read(syntax, " \n"))
        .isEqualTo(Parsed.Broken.anywhere("the answer is empty"));
    assertThat(SyntaxReader.read(syntax, "\n```\n1\n```"))
        .isEqualTo(Parsed.Broken.anywhere("a Markdown code fence around it"));
  }

  @ParameterizedTest
  @EnumSource(Syntax.class)
  void whatIsTooLongIsLeftUndecided(Syntax syntax) {
    assertThat(SyntaxReader.read(syntax, "1 ".repeat(200_000)))
        .isInstanceOf(Parsed.Undecided.class);
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
            "(",
            "[",
            "{",
            "a[",
            "f(",
            "-",
            "- ",
            "!",
            "not ",
            "NOT ",
            "a.",
            "a ? b : ",
            "x => ",
            "() -> ",
            "(x) -> ",
            "lambda: ",
            "if (a) ",
            "else ",
            "new A(",
            "List<",
            "case when ",
            "CASE WHEN a THEN ",
            "SELECT * FROM (",
            "f'{",
            "`${",
            "/*",
            "//",
            "'",
            "\"",
            "\"\"\"",
            "'''",
            "\\",
            "{{",
            "}",
            ")",
            "\n ",
            "\t\n",
            "@a ",
            "a, ",
            "a = ",
            "async ",
            "await ",
            "\uD800",
            "\u0000",
            "{a:1,b:",
            "a if b else ",
            "**",
            "x: ",
            "for a in b:\n")
        .flatMap(
            piece -> Arrays.stream(Syntax.values()).map(syntax -> Arguments.of(syntax, piece)));
  }

  /** Of every syntax, also pieces of the others: healthy answers need milliseconds. */
  @Timeout(60)
  @ParameterizedTest
  @MethodSource("hostile")
  void repetitionEndsWithAnAnswer(Syntax syntax, String piece) {
    for (String before : new String[] {"", "x = ", "SELECT "}) {
      assertThat(SyntaxReader.read(syntax, before + piece.repeat(MANY))).isNotNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVA", "PYTHON", "JAVASCRIPT"})
  void sensibleNestingIsNoFault(Syntax syntax) {
    String end = syntax == Syntax.JAVA ? ";" : "";
    String text = "x = " + "f(".repeat(30) + "a" + ")".repeat(30) + end;

    assertThat(SyntaxReader.read(syntax, text)).isEqualTo(new Parsed.Valid());
    assertThat(SyntaxReader.read(syntax, "x = " + "(".repeat(51) + "a" + ")".repeat(51) + end))
        .isEqualTo(Parsed.Broken.anywhere("nested too deeply"));
  }

  @Test
  void aJavaStatementWithoutEndIsLeftUndecided() {
    assertThat(SyntaxReader.read(Syntax.JAVA, "int[] a = {1};\nint b = 1" + " + 1".repeat(600)))
        .isEqualTo(new Parsed.Undecided("a statement longer than 2000 characters"));
  }

  /** The documentation lists these: they are valid, so only other checks can see them. */
  @ParameterizedTest
  @CsvSource({
    "JAVA, int zаhl = 1;",
    "PYTHON, zаhl = 1",
    "JAVASCRIPT, const zаhl = 1",
    "SQL, SELECT zаhl FROM t",
    "JAVA, int x = \"text\";",
    "JAVA, public public int x;",
    "PYTHON, x = undefined + 1",
    "PYTHON, return 1",
    "JAVASCRIPT, consol.log(1)",
    "SQL, SELECT no_column FROM no_table"
  })
  void whatOnlyOtherChecksCanSee(Syntax syntax, String text) {
    assertThat(SyntaxReader.read(syntax, text)).isEqualTo(new Parsed.Valid());
  }
}
