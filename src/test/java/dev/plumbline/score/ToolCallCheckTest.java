package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Answer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** One call, of the right tool, with arguments that the tool takes. */
class ToolCallCheckTest {
  private static final Tool WEATHER =
      new Tool(
          "weather",
          "Tells the weather.",
          JsonMapper.shared()
              .readTree(
                  """
                  {"type": "object", "required": ["city"], "additionalProperties": false,
                   "properties": {"city": {"type": "string"}, "days": {"type": "integer"}}}
                  """));

  private final Check check = new ToolCallCheck();

  private static Probe probe(List<Tool> tools, String wanted) {
    return new Probe(
        "p",
        "core",
        Set.of(),
        List.of(new Probe.Message("user", "?")),
        tools,
        Given.greedy(),
        Set.of("Latin"),
        List.of(new CheckUse.ToolCall(wanted)),
        null,
        null);
  }

  private static Answer.ToolCall call(String arguments) {
    return new Answer.ToolCall("weather", arguments);
  }

  static Stream<Arguments> answers() {
    String right = "{\"city\": \"Oslo\"}";
    return Stream.of(
        Arguments.of("", List.of(call(right)), ""),
        Arguments.of("Let me see.", List.of(call("{\"city\":\"Oslo\",\"days\":2}")), ""),
        Arguments.of("It is\nsunny.", List.of(), "no call; the answer begins 'It is\\u000Asunny.'"),
        Arguments.of(" ", List.of(), "no call; the answer is empty"),
        Arguments.of("", List.of(call(right), call(right)), "2 calls: weather, weather"),
        Arguments.of(
            "", List.of(new Answer.ToolCall("wether", right)), "called wether, not weather"),
        Arguments.of("", List.of(call("{\"city\": 7}")), "arguments of weather: "),
        Arguments.of("", List.of(call("{\"town\": \"Oslo\"}")), "arguments of weather: "),
        Arguments.of("", List.of(call("{\"city\": \"Oslo\"")), "arguments of weather: no JSON"),
        Arguments.of("", List.of(call("")), "arguments of weather: no JSON: nothing at all"),
        Arguments.of("", List.of(call("[]")), "arguments of weather: "));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void judgesTheCall(String text, List<Answer.ToolCall> calls, String found) {
    Answer answer = new Answer(text, "tool_calls", List.of(), "ash-1", null, calls);

    Reading reading =
        check.read(
            Given.subject(
                Given.target(), probe(List.of(WEATHER), "weather"), answer, Given.response("{}")));

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Trial.class,
            trial -> {
              assertThat(trial.failed()).isEqualTo(!found.isEmpty());
              assertThat(trial.found()).startsWith(found);
            });
  }

  @Test
  void needsAToolThatIsOffered() {
    assertThat(check.inapplicable(Given.target(), probe(List.of(WEATHER), "weather"))).isEmpty();
    assertThat(check.inapplicable(Given.target(), probe(List.of(), "weather")))
        .contains("the probe offers no tool called weather");
    assertThat(check.inapplicable(Given.target(), Given.probe())).isPresent();
  }
}
