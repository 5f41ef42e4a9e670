package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.syntax.Parsed;
import dev.plumbline.score.syntax.SyntaxReader;
import java.util.Optional;

/**
 * The answer must be what the probe asked for: JSON, Java, Python, JavaScript or SQL, and nothing
 * around it. A Markdown fence fails: probes with this check ask for the bare thing. An answer that
 * ran into its token limit fails too: a model that does not stop is a fault, and probes leave room
 * enough.
 */
final class FormatCheck implements Check {
  static final String NAME = CheckUse.Format.NAME;

  private static final int SHOWN_OF_CAUSE = 120;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return probe.use(CheckUse.Format.class).isPresent()
        ? Optional.empty()
        : Optional.of("the probe gives no format");
  }

  @Override
  public Reading read(Subject subject) {
    if (subject.response().cut()) {
      return new Reading.NotATrial("the answer was longer than Plumbline keeps");
    }
    Syntax syntax = subject.probe().use(CheckUse.Format.class).orElseThrow().syntax();
    return switch (SyntaxReader.read(syntax, subject.answer().text())) {
      case Parsed.Valid() -> new Reading.Trial(false, "");
      case Parsed.Undecided(String reason) -> new Reading.NotATrial(reason);
      case Parsed.Broken broken -> new Reading.Trial(true, found(syntax, broken));
    };
  }

  private static String found(Syntax syntax, Parsed.Broken broken) {
    String where =
        broken.line() == 0 ? "" : " at line %d column %d".formatted(broken.line(), broken.column());
    return "no %s%s: %s".formatted(name(syntax), where, Excerpt.of(broken.what(), SHOWN_OF_CAUSE));
  }

  private static String name(Syntax syntax) {
    return switch (syntax) {
      case JSON -> "JSON";
      case JAVA -> "Java";
      case PYTHON -> "Python";
      case JAVASCRIPT -> "JavaScript";
      case SQL -> "SQL";
    };
  }
}
