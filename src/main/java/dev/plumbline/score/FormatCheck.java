package dev.plumbline.score;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.catalog.Target;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answer must be what the probe asked for. Option {@code json}: exactly one JSON value by RFC
 * 8259, no name twice in an object, nothing around it but white space. A Markdown fence fails:
 * probes with this check ask for bare JSON. An answer that ran into its token limit fails too: a
 * model that does not stop is a fault, and probes leave room enough.
 */
final class FormatCheck implements Check {
  static final String NAME = CheckUse.Format.NAME;

  private static final int SHOWN_OF_CAUSE = 120;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    boolean json =
        probe.use(CheckUse.Format.class).filter(use -> use.syntax() == Syntax.JSON).isPresent();
    return json ? Optional.empty() : Optional.of("the probe gives no known format; use json");
  }

  @Override
  public Reading read(Subject subject) {
    if (subject.response().cut()) {
      return new Reading.NotATrial("the answer was longer than Plumbline keeps");
    }
    try {
      boolean empty = STRICT.readTree(subject.answer().text()).isMissingNode();
      return new Reading.Trial(empty, empty ? "no JSON: the answer is empty" : "");
    } catch (JacksonException e) {
      return new Reading.Trial(true, cause(e));
    }
  }

  private static String cause(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    String where =
        at == null ? "" : " at line %d column %d".formatted(at.getLineNr(), at.getColumnNr());
    return "no JSON%s: %s".formatted(where, Excerpt.of(e.getOriginalMessage(), SHOWN_OF_CAUSE));
  }
}
