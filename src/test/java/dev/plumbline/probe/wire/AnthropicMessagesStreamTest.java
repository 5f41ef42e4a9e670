package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicMessagesStreamTest {
  private static final String GOLDEN = Responses.golden("anthropic-stream.txt");
  private static final Outcome ANSWERED =
      new Outcome.Answered(
          new Answer(
              "Okay, สวัสดี 😀",
              "tool_use",
              List.of(),
              "claude-opus-4-1-20250805",
              new Answer.Usage(475, 89, 3),
              List.of(
                  new Answer.ToolCall(
                      "get_weather", "{\"location\": \"San Francisco, CA\", \"days\": 1.0}"),
                  new Answer.ToolCall("now", "{}"))));
  private static final String START =
      event("message_start", "\"message\":{\"model\":\"m\",\"content\":[]}");
  private static final String TEXT =
      event(
          "content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
  private static final String HELLO = delta("\"type\":\"text_delta\",\"text\":\"Hello\"");
  private static final String STOP = event("content_block_stop", "\"index\":0");
  private static final String END =
      event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\"}")
          + event("message_stop", "\"x\":0");

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void aDocumentedStreamIsReadWhole(String end) {
    assertThat(Responses.ANTHROPIC.read(GOLDEN.replace("\n", end))).isEqualTo(ANSWERED);
  }

  @Test
  void theTypeInTheDataIsEnoughAndNothingIsReadAfterTheStop() {
    assertThat(Responses.ANTHROPIC.read(GOLDEN.replaceAll("event: .*\n", ""))).isEqualTo(ANSWERED);
    assertThat(Responses.ANTHROPIC.read(GOLDEN.replaceAll("event: .*\n", "event: lie\n")))
        .isEqualTo(ANSWERED);
    assertThat(Responses.ANTHROPIC.read(GOLDEN + "data: [DONE]\n\n" + START)).isEqualTo(ANSWERED);
  }

  /** The last event is whole once its data is, with or without the lines after it. */
  @Test
  void cutAnywhereBeforeMessageStopItIsBroken() {
    byte[] bytes = utf8(GOLDEN);
    int whole = utf8(GOLDEN.strip()).length;
    Map<String, String> stream = Map.of("content-type", "text/event-stream; charset=utf-8");
    for (int end = 0; end <= bytes.length; end++) {
      Outcome outcome = Responses.ANTHROPIC.read(200, stream, Arrays.copyOf(bytes, end));
      if (end < whole) {
        assertThat(outcome)
            .isInstanceOfSatisfying(
                Outcome.TargetError.class,
                error -> assertThat(error.detail()).startsWith("broken stream: "));
      } else {
        assertThat(outcome).isEqualTo(ANSWERED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void itBeginsWithItsFirstPieceAndNeverUnbegins(String end) {
    String golden = GOLDEN.replace("\n", end);
    byte[] bytes = utf8(golden);
    int first =
        utf8(golden.substring(0, golden.indexOf("event: ", golden.indexOf("Weather.")))).length;

    List<Boolean> begun =
        IntStream.rangeClosed(0, bytes.length)
            .mapToObj(n -> Responses.ANTHROPIC.hasBegun(bytes, n))
            .toList();

    // With CRLF the event is complete one byte early: CR alone is a line end too.
    int from = begun.indexOf(true);
    assertThat(from).isBetween(first - 1, first);
    assertThat(begun.subList(from, begun.size())).containsOnly(true);
  }

  @Test
  void aToolCallBeginsAnAnswer() {
    byte[] bytes =
        utf8(
            START
                + event(
                    "content_block_start",
                    "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"name\":\"f\",\"input\":{}}"));

    assertThat(Responses.ANTHROPIC.hasBegun(bytes, bytes.length)).isTrue();
  }

  @Test
  void overloadedBeforeAnyContentIsThrottlingAndAfterItTheTargetsError() {
    String overloaded =
        event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}");

    assertThat(Responses.ANTHROPIC.read(overloaded)).isEqualTo(new Outcome.Throttled(200, null));
    assertThat(Responses.ANTHROPIC.read(START + TEXT + overloaded))
        .isEqualTo(new Outcome.Throttled(200, null));
    assertThat(Responses.ANTHROPIC.read(START + TEXT + HELLO + overloaded))
        .isEqualTo(new Outcome.TargetError(200, "Overloaded"));
  }

  @Test
  void anyOtherErrorIsTheTargetsWhereverItComes() {
    String error = event("error", "\"error\":{\"type\":\"api_error\",\"message\":\"boom\"}");

    assertThat(Responses.ANTHROPIC.read(error)).isEqualTo(new Outcome.TargetError(200, "boom"));
    assertThat(Responses.ANTHROPIC.read(START + TEXT + HELLO + error))
        .isEqualTo(new Outcome.TargetError(200, "boom"));
    assertThat(Responses.ANTHROPIC.read("data: {\"error\":{\"message\":\"a proxy's\"}}\n\n"))
        .isEqualTo(new Outcome.TargetError(200, "a proxy's"));
  }

  @Test
  void aRefusalAfterAPieceOfTextIsARefusal() {
    String refused =
        event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"refusal\",\"stop_details\":{\"explanation\":\"harm\"}}")
            + event("message_stop", "\"x\":0");

    assertThat(Responses.ANTHROPIC.read(START + TEXT + HELLO + STOP + refused))
        .isEqualTo(new Outcome.Refused(200, "refusal: harm", Cause.SAFETY));
  }

  @ParameterizedTest
  @CsvSource({
    "a second message_start, SSTHPE, MALFORMED",
    "content_block_start out of order, TSHPE, MALFORMED",
    "content_block_start out of order, STT, MALFORMED",
    "content_block_delta for a block that is not open, SHE, MALFORMED",
    "content_block_delta for a block that is not open, STPH, MALFORMED",
    "content_block_stop for a block that is not open, SP, MALFORMED",
    "message_delta before message_start, E, MALFORMED",
    "ended without message_stop, STHP, CUT",
    "an event that is not a JSON object, ST?, MALFORMED",
  })
  void eventsOutOfOrderBreakIt(String detail, String letters, Cause cause) {
    assertThat(Responses.ANTHROPIC.read(spelled(letters)))
        .isEqualTo(new Outcome.TargetError(200, "broken stream: " + detail, cause));
  }

  @ParameterizedTest
  @CsvSource({"STHPE, Hello", "SNTHNHPE, HelloHello", "STHE, Hello", "SE, ''", "SBNPE, ''"})
  void whatIsNotKnownIsPassedOver(String letters, String text) {
    assertThat(Responses.ANTHROPIC.read(spelled(letters)))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo(text));
  }

  @Test
  void wrongTypesAreNothingAndNeverThrow() {
    String odd =
        delta("\"type\":\"text_delta\",\"text\":7")
            + delta("\"type\":\"text_delta\"")
            + delta("\"type\":5")
            + event("content_block_delta", "\"index\":0,\"delta\":null")
            + delta("\"type\":\"input_json_delta\",\"partial_json\":\"{\"")
            + "data: {\"type\":7}\n\ndata: {}\n\n";

    assertThat(Responses.ANTHROPIC.read(START + TEXT + odd + HELLO + STOP + END))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo("Hello"));
  }

  @Test
  void invalidUtf8ReadsAsReplacementCharacters() {
    byte[] bytes = utf8(START + TEXT + HELLO + STOP + END);
    bytes[new String(bytes, StandardCharsets.UTF_8).indexOf("Hello")] = (byte) 0xE0;

    assertThat(Responses.ANTHROPIC.read(200, Map.of(), bytes))
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo("\uFFFDello"));
  }

  @Test
  void garbageIsReadWithoutThrowing() {
    Random random = new Random(12);
    byte[] golden = utf8(GOLDEN);
    int answered = 0;
    for (int run = 0; run < 3_000; run++) {
      byte[] bytes = golden.clone();
      for (int hit = random.nextInt(3); hit >= 0; hit--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Outcome outcome = Responses.ANTHROPIC.read(200, Map.of(), bytes);
      Responses.ANTHROPIC.hasBegun(bytes, bytes.length);
      answered += outcome instanceof Outcome.Answered ? 1 : 0;
    }
    // Most mutants break the format, some do not: both paths were walked.
    assertThat(answered).isBetween(300, 2_700);
  }

  private static String spelled(String letters) {
    return letters
        .chars()
        .mapToObj(AnthropicMessagesStreamTest::spelled)
        .collect(Collectors.joining());
  }

  private static String spelled(int letter) {
    return switch (letter) {
      case 'S' -> START;
      case 'T' -> TEXT;
      case 'B' ->
          event(
              "content_block_start",
              "\"index\":0,\"content_block\":{\"type\":\"new\",\"text\":\"x\"}");
      case 'H' -> HELLO;
      case 'N' -> event("new_event", "\"text\":\"x\"") + event("ping", "\"x\":0");
      case 'P' -> STOP;
      case 'E' -> END;
      default -> "data: what?\n\n";
    };
  }

  private static String delta(String fields) {
    return event("content_block_delta", "\"index\":0,\"delta\":{%s}".formatted(fields));
  }

  private static String event(String type, String fields) {
    return "event: %1$s\ndata: {\"type\":\"%1$s\",%2$s}\n\n".formatted(type, fields);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
