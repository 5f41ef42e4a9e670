package dev.plumbline.score;

import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The response must say that the expected pool served it. A wrong echo fails whatever the others
 * say; a missing one leaves the question open.
 */
final class RoutingCheck implements Check {
  static final String NAME = "routing";

  private static final int SHOWN_OF_VALUE = 120;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> inapplicable(Target target, Probe probe) {
    return target.identity().isEmpty()
        ? Optional.of("the catalog says of the target no identity that its responses echo")
        : Optional.empty();
  }

  @Override
  public Reading read(Subject subject) {
    List<String> wrong = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (IdentityEcho echo : subject.target().identity()) {
      List<String> values = EchoedIdentity.values(echo, subject.response());
      if (values.isEmpty()) {
        absent.add(where(echo));
      }
      Pattern expected = Pattern.compile(echo.expected());
      values.stream()
          .filter(value -> !expected.matcher(value).matches())
          .map(value -> mismatch(echo, value))
          .forEach(wrong::add);
    }
    if (wrong.isEmpty() && !absent.isEmpty()) {
      return new Reading.NotATrial("not echoed: " + String.join(", ", absent));
    }
    return new Reading.Trial(!wrong.isEmpty(), String.join(", ", wrong));
  }

  private static String mismatch(IdentityEcho echo, String value) {
    return "%s: expected %s, got %s"
        .formatted(where(echo), echo.expected(), Excerpt.of(value, SHOWN_OF_VALUE));
  }

  private static String where(IdentityEcho echo) {
    return switch (echo) {
      case IdentityEcho.Header(String name, _) -> "header " + name;
      case IdentityEcho.Field(String pointer, _) -> "field " + pointer;
      case IdentityEcho.Body(String regex, _) -> "body /" + regex + "/";
    };
  }
}
