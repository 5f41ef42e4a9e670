package dev.plumbline.score.syntax;

import dev.plumbline.catalog.Syntax;

/**
 * Reads texts that may be hostile: whatever they are, an answer comes back, in bounded steps.
 * Parsers are loaded when first needed.
 */
public final class SyntaxReader {
  /**
   * Nobody writes code nested deeper; parsers need time that grows with the square of the depth, or
   * worse, and stack.
   */
  private static final int MAX_DEPTH = 50;

  private static final String FENCE = "```";
  private static final Parsed TOO_DEEP = Parsed.Broken.anywhere("nested too deeply");

  private SyntaxReader() {}

  public static Parsed read(Syntax syntax, String text) {
    if (text.isBlank()) {
      return Parsed.Broken.anywhere("the answer is empty");
    }
    if (text.stripLeading().startsWith(FENCE)) {
      return Parsed.Broken.anywhere("a Markdown code fence around it");
    }
    Parser parser = parser(syntax);
    if (text.length() > parser.maxChars()) {
      return new Parsed.Undecided("longer than %d characters".formatted(parser.maxChars()));
    }
    if (syntax != Syntax.JSON && depth(text) > MAX_DEPTH) {
      return TOO_DEEP;
    }
    try {
      return parser.parse(text);
    } catch (StackOverflowError _) {
      return TOO_DEEP;
    }
  }

  private static Parser parser(Syntax syntax) {
    return switch (syntax) {
      case JSON -> new StrictJson();
      case JAVA -> new JavaCode();
      case PYTHON -> new PythonCode();
      case JAVASCRIPT -> new JavaScriptCode();
      case SQL -> new SqlCode();
    };
  }

  /** Of brackets, wherever they stand: even in a text's strings more would be a fault. */
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '(', '[', '{' -> deepest = Math.max(deepest, ++depth);
        case ')', ']', '}' -> depth = Math.max(0, depth - 1);
        default -> {}
      }
    }
    return deepest;
  }
}
