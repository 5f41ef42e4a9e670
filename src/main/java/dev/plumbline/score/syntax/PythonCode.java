package dev.plumbline.score.syntax;

import com.oracle.graal.python.pegparser.AbstractParser;
import com.oracle.graal.python.pegparser.InputType;
import com.oracle.graal.python.pegparser.ParserCallbacks;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.tokenizer.SourceRange;
import java.util.EnumSet;

/** A Python 3 module, by CPython's own grammar. */
final class PythonCode implements Parser {
  /** Minor version of the language whose newest syntax is allowed. */
  private static final int NEWEST = 14;

  @Override
  public int maxChars() {
    return 64 * 1024;
  }

  @Override
  public Parsed parse(String text) {
    try {
      ModTy module =
          (ModTy)
              new com.oracle.graal.python.pegparser.Parser(
                      text,
                      new FirstFault(),
                      InputType.FILE,
                      EnumSet.noneOf(AbstractParser.Flags.class),
                      NEWEST)
                  .parse();
      return module instanceof ModTy.Module file && file.body != null && file.body.length > 0
          ? new Parsed.Valid()
          : Parsed.Broken.anywhere("no statement");
    } catch (Found found) {
      return found.broken;
    }
  }

  /** Ends the parser at the first fault it reports. */
  private static final class FirstFault implements ParserCallbacks {

    @Override
    public RuntimeException onError(ErrorType kind, SourceRange place, String message) {
      return new Found(
          new Parsed.Broken(place.startLine, Math.max(1, place.startColumn + 1), message));
    }

    @Override
    public RuntimeException reportIncompleteSource(int line) {
      return new Found(new Parsed.Broken(line, 1, "ends in the middle"));
    }

    @Override
    public void onWarning(WarningType kind, SourceRange place, String message) {
      // Odd, and still Python.
    }

    @Override
    public void safePointPoll() {
      // Texts are short and rules remembered by position: nothing to interrupt.
    }
  }

  /** A signal, not an error: no stack is kept. */
  private static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Parsed.Broken broken;

    Found(Parsed.Broken broken) {
      super(broken.what(), null, false, false);
      this.broken = broken;
    }
  }
}
