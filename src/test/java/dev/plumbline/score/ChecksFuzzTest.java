package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.catalog.Tool;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import dev.plumbline.topic.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import tools.jackson.databind.JsonNode;

/** Whatever a model answers, every check reads it, says the same twice, and says it shortly. */
@Tag("fuzz")
class ChecksFuzzTest {
  private static final JsonNode SCHEMA =
      Json.MAPPER.readTree(
          "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\"}}}");
  private static final Tool TOOL = new Tool("look_up", "Looks up.", SCHEMA);

  private static final List<CheckUse> ANSWERS =
      List.of(
          new CheckUse.Answer(new Expected.Exact("Paris")),
          new CheckUse.Answer(new Expected.Quantity(12.5, 0.1, "km")),
          new CheckUse.Answer(new Expected.Choice("B", List.of("A", "B", "C"))),
          new CheckUse.Answer(new Expected.Regex("(a+b?)+c|\\d{2,}x")),
          new CheckUse.Answer(new Expected.Document(SCHEMA)),
          new CheckUse.Answer(
              new Expected.All(
                  List.of(
                      new Expected.Items(List.of("Oder", "Elbe")),
                      new Expected.Not(new Expected.Exact("x"))))));

  /** Enough for a sentence with an excerpt or five, not for an answer. */
  private static final int LONGEST_FINDING = 1_000;

  @FuzzTest(maxDuration = "2m")
  void anyTextIsRead(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (CheckUse use : ANSWERS) {
      read(use, text, List.of(), List.of());
    }
    read(new CheckUse.Plain("foreign-script"), text, List.of(), List.of());
    read(new CheckUse.Plain("repetition"), text, List.of(), List.of());
    read(new CheckUse.Language("de"), text, List.of(), List.of());
    read(new CheckUse.Stop(StopReason.END), text, List.of(), List.of());
  }

  @FuzzTest(maxDuration = "2m")
  void anyTextIsJsonOrNot(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    read(new CheckUse.Format(Syntax.JSON), text, List.of(), List.of());
    read(
        new CheckUse.ToolCall("look_up"),
        "",
        List.of(),
        List.of(new Answer.ToolCall("look_up", text)));
  }

  @FuzzTest(maxDuration = "2m")
  void anyTextIsJavaOrNot(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    read(new CheckUse.Format(Syntax.JAVA), text, List.of(), List.of());
  }

  @FuzzTest(maxDuration = "2m")
  void anyTextIsPythonOrNot(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    read(new CheckUse.Format(Syntax.PYTHON), text, List.of(), List.of());
  }

  @FuzzTest(maxDuration = "2m")
  void anyTextIsJavaScriptOrNot(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    read(new CheckUse.Format(Syntax.JAVASCRIPT), text, List.of(), List.of());
  }

  @FuzzTest(maxDuration = "2m")
  void anyTextIsSqlOrNot(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    read(new CheckUse.Format(Syntax.SQL), text, List.of(), List.of());
  }

  @FuzzTest(maxDuration = "2m")
  void anyTokensAreRead(FuzzedDataProvider data) {
    List<Token> tokens = new ArrayList<>();
    while (data.remainingBytes() > 0 && tokens.size() < 64) {
      List<Token.Alternative> top = new ArrayList<>();
      for (int i = data.consumeInt(0, 5); i > 0; i--) {
        top.add(new Token.Alternative(data.consumeString(4), hex(data), data.consumeDouble()));
      }
      tokens.add(new Token(data.consumeString(4), hex(data), data.consumeDouble(), top));
    }
    read(new CheckUse.Plain("argmax"), "x", tokens, List.of());
    read(new CheckUse.Plain("foreign-script"), "x", tokens, List.of());
  }

  private static String hex(FuzzedDataProvider data) {
    return data.consumeBoolean() ? data.consumeAsciiString(6) : "e0b8";
  }

  private static void read(
      CheckUse use, String text, List<Token> tokens, List<Answer.ToolCall> calls) {
    Probe probe =
        new Probe(
            "p",
            "f",
            Set.of(),
            List.of(new Probe.Message("user", "Say.")),
            List.of(TOOL),
            Given.greedy(),
            Set.of("Latin"),
            List.of(use),
            null,
            null);
    Answer answer = new Answer(text, "stop", tokens, "m", new Answer.Usage(3, 4), calls);
    Subject subject = Given.subject(Given.target(), probe, answer, Given.response(text));
    Check check = CheckRegistry.standard().check(use.name()).orElseThrow();

    Reading reading = check.read(subject);

    assertThat(check.read(subject)).isEqualTo(reading);
    String said =
        switch (reading) {
          case Reading.Trial(boolean failed, String found) -> {
            assertThat(found.isEmpty())
                .as("a failure says why, a pass nothing")
                .isNotEqualTo(failed);
            yield found;
          }
          case Reading.Score(_, String found) -> found;
          case Reading.Graded(_, _, String found) -> found;
          case Reading.Compared(_, _, _, String found) -> found;
          case Reading.NotATrial(String reason) -> reason;
          case Reading.Quantity _ -> "";
        };
    assertThat(said).hasSizeLessThan(LONGEST_FINDING);
  }
}
