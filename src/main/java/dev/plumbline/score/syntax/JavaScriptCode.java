package dev.plumbline.score.syntax;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.FunctionNode;

/** An ECMAScript 2024 script or, where it is none, a module; with their early errors. */
final class JavaScriptCode implements Parser {
  private static final String NAME = "answer";
  private static final Parsed NOTHING = Parsed.Broken.anywhere("no statement");
  private static final ScriptEnvironment LANGUAGE =
      ScriptEnvironment.builder()
          .ecmaScriptVersion(ScriptEnvironment.ES_2024)
          .functionStatementBehavior(ScriptEnvironment.FunctionStatementBehavior.ACCEPT)
          .emptyStatements(true)
          .shebang(true)
          .allowBigInt(true)
          .annexB(true)
          .classFields(true)
          .privateFieldsIn(true)
          .importAttributes(true)
          .topLevelAwait(true)
          .build();

  @Override
  public int maxChars() {
    return 1 << 16;
  }

  @Override
  public Parsed parse(String text) {
    Parsed script = parse(text, false);
    return script instanceof Parsed.Valid || script.equals(NOTHING) ? script : parse(text, true);
  }

  private static Parsed parse(String text, boolean module) {
    com.oracle.js.parser.Parser parser =
        new com.oracle.js.parser.Parser(
            LANGUAGE, Source.sourceFor(NAME, text), new ErrorManager.ThrowErrorManager());
    try {
      FunctionNode program = module ? parser.parseModule(NAME) : parser.parse();
      return program.getBody().getStatementCount() == 0 ? NOTHING : new Parsed.Valid();
    } catch (ParserException e) {
      return new Parsed.Broken(e.getLineNumber(), e.getColumnNumber() + 1, e.getRawMessage());
    }
  }
}
