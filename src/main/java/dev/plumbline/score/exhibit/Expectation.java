package dev.plumbline.score.exhibit;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a check wanted of an answer, in words. */
final class Expectation {
  private Expectation() {}

  static String of(String check, Asked asked) {
    Optional<CheckUse> use =
        asked.probe().stream()
            .flatMap(probe -> probe.checks().stream())
            .filter(it -> it.name().equals(check))
            .findFirst();
    return use.map(it -> words(it, asked)).orElseGet(() -> plain(check, asked));
  }

  private static String words(CheckUse use, Asked asked) {
    return switch (use) {
      case CheckUse.Plain(String name) -> plain(name, asked);
      case CheckUse.Format(var syntax) -> "an answer that is %s".formatted(syntax);
      case CheckUse.Answer(var expected) -> "an answer that is right: %s".formatted(expected);
      case CheckUse.Language(String tag) -> "an answer written in '%s'".formatted(tag);
      case CheckUse.Stop(var reason) -> "an answer that ends by %s".formatted(reason);
      case CheckUse.Usage(Map<String, Integer> tokens) ->
          "prompt tokens counted as %s".formatted(new TreeMap<>(tokens));
      case CheckUse.Latency(Duration most) -> "an answer within %d ms".formatted(most.toMillis());
      case CheckUse.Cost(double most) -> "a price of at most %s US dollars".formatted(most);
      case CheckUse.ToolCall(String tool) -> "one call of the tool '%s'".formatted(tool);
    };
  }

  private static String plain(String check, Asked asked) {
    return switch (check) {
      case "foreign-script" ->
          "only characters of the scripts %s"
              .formatted(
                  asked
                      .probe()
                      .map(Probe::scripts)
                      .map(it -> it.stream().sorted().toList())
                      .orElse(null));
      case "argmax" ->
          "at temperature 0, each token the most probable of those the target itself returns";
      case "routing" ->
          "an answer of the pool that was asked: %s"
              .formatted(
                  asked.target().map(Target::identity).stream()
                      .flatMap(echoes -> echoes.stream())
                      .map(Expectation::echo)
                      .collect(Collectors.joining(", ")));
      default -> "a healthy answer by the rules of this check, see docs/checks.md";
    };
  }

  private static String echo(IdentityEcho echo) {
    return switch (echo) {
      case IdentityEcho.Header(String name, String expected) ->
          "header %s matches `%s`".formatted(name, expected);
      case IdentityEcho.Field(String pointer, String expected) ->
          "field %s matches `%s`".formatted(pointer, expected);
      case IdentityEcho.Body(String regex, String expected) ->
          "`%s` in the body matches `%s`".formatted(regex, expected);
    };
  }
}
