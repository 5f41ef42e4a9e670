package dev.plumbline.score.syntax;

import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.parser.Token;
import net.sf.jsqlparser.parser.TokenMgrException;
import org.jspecify.annotations.Nullable;

/** One SQL statement or more, in the dialects of JSqlParser taken together. */
final class SqlCode implements Parser {

  @Override
  public int maxChars() {
    return 1 << 13;
  }

  @Override
  public Parsed parse(String text) {
    CCJSqlParser parser = new CCJSqlParser(new StringProvider(text));
    try {
      return parser.withAllowComplexParsing(true).Statements().isEmpty()
          ? Parsed.Broken.anywhere("no statement")
          : new Parsed.Valid();
    } catch (ParseException e) {
      return broken(e);
    } catch (TokenMgrException e) {
      // Its message says where.
      return Parsed.Broken.anywhere(firstLine(e));
    }
  }

  private static Parsed broken(ParseException e) {
    @Nullable Token last = e.currentToken;
    @Nullable Token stray = last == null ? null : last.next;
    return stray == null
        ? Parsed.Broken.anywhere(firstLine(e))
        : new Parsed.Broken(stray.beginLine, stray.beginColumn, firstLine(e));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
