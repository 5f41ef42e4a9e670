package dev.plumbline.score.syntax;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.stmt.BlockStmt;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java 25 compilation unit, or members of a class, or statements; imports may stand before each.
 */
final class JavaCode implements Parser {
  private static final ParserConfiguration LANGUAGE =
      new ParserConfiguration()
          .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_25)
          .setAttributeComments(false);

  private static final Pattern IMPORTS = Pattern.compile("\\A(?:\\s*+import\\s[^;\"'{}]*+;)++");

  /** JavaParser's time grows with the cube of the tokens that it must look ahead. */
  private static final Pattern LONG_STATEMENT = Pattern.compile("[^;{}]{2001}");

  private static final List<Function<String, Parsed>> READINGS =
      List.of(JavaCode::unit, JavaCode::members, JavaCode::statements);

  @Override
  public int maxChars() {
    return 1 << 14;
  }

  /** Of the readings' faults the last in the text counts: that reading understood most of it. */
  @Override
  public Parsed parse(String text) {
    if (LONG_STATEMENT.matcher(text).find()) {
      return new Parsed.Undecided("a statement longer than 2000 characters");
    }
    Parsed.Broken furthest = Parsed.Broken.anywhere("no code");
    for (Function<String, Parsed> reading : READINGS) {
      Parsed parsed = reading.apply(text);
      if (!(parsed instanceof Parsed.Broken broken)) {
        return parsed;
      }
      furthest = later(furthest, broken);
    }
    return furthest;
  }

  private static Parsed.Broken later(Parsed.Broken a, Parsed.Broken b) {
    return Comparator.comparingInt(Parsed.Broken::line)
                .thenComparingInt(Parsed.Broken::column)
                .compare(a, b)
            < 0
        ? b
        : a;
  }

  private static Parsed unit(String text) {
    return parsed(new JavaParser(LANGUAGE).parse(text), 0, JavaCode::saysSomething);
  }

  private static boolean saysSomething(CompilationUnit unit) {
    return !unit.getTypes().isEmpty()
        || !unit.getImports().isEmpty()
        || unit.getPackageDeclaration().isPresent()
        || unit.getModule().isPresent();
  }

  private static Parsed members(String text) {
    String wrapped = "class C {\n" + withoutImports(text) + "\n}";
    return parsed(
        new JavaParser(LANGUAGE).parse(wrapped),
        1,
        // Two types where we wrote one: a brace of the text has closed ours.
        unit -> unit.getTypes().size() == 1 && !unit.getType(0).getMembers().isEmpty());
  }

  private static Parsed statements(String text) {
    ParseResult<BlockStmt> block =
        new JavaParser(LANGUAGE).parseBlock("{\n" + withoutImports(text) + "\n}");
    return parsed(block, 1, statements -> !statements.getStatements().isEmpty());
  }

  /** Leaves every other character where it was. */
  private static String withoutImports(String text) {
    Matcher imports = IMPORTS.matcher(text);
    return imports.find()
        ? imports.group().replaceAll("\\S", " ") + text.substring(imports.end())
        : text;
  }

  private static <T> Parsed parsed(ParseResult<T> result, int linesBefore, Predicate<T> isCode) {
    if (!result.isSuccessful()) {
      return JavaFault.of(result.getProblem(0), linesBefore);
    }
    return result.getResult().filter(isCode).isPresent()
        ? new Parsed.Valid()
        : Parsed.Broken.anywhere("no code");
  }
}
