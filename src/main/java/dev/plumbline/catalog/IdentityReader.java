package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.Fields;
import dev.plumbline.catalog.yaml.Malformed;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Makes the {@link IdentityEcho}s of one target. */
final class IdentityReader {
  private final LabelTemplate template;

  IdentityReader(LabelTemplate template) {
    this.template = template;
  }

  List<IdentityEcho> read(Fields target) {
    return target.each("identity").stream().map(this::echo).toList();
  }

  private IdentityEcho echo(Fields echo) {
    String expected =
        echo.parsed("expected", regex -> compile(template.fillRegex(regex)).pattern()).orElse("");
    if (Stream.of("header", "field", "body").noneMatch(echo::has)) {
      echo.error("names no header, field or body", "add one of them");
    }
    if (echo.has("header")) {
      return new IdentityEcho.Header(echo.text("header"), expected);
    }
    if (echo.has("body")) {
      return new IdentityEcho.Body(
          echo.parsed("body", IdentityReader::withOneGroup).orElse(""), expected);
    }
    return new IdentityEcho.Field(echo.text("field"), expected);
  }

  private static String withOneGroup(String regex) {
    int groups = compile(regex).matcher("").groupCount();
    if (groups != 1) {
      throw new Malformed(
          "has %d groups".formatted(groups), "put exactly one group, (…), around the value");
    }
    return regex;
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new Malformed(
          "is not a regular expression: %s near character %d"
              .formatted(e.getDescription(), e.getIndex() + 1),
          "write a Java regular expression, in single quotes");
    }
  }
}
