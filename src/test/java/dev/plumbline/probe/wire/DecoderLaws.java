package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What holds of every decoder, whatever bytes it gets. */
final class DecoderLaws {
  private static final List<String> TYPES =
      List.of("application/json", "text/event-stream", "application/vnd.amazon.eventstream");
  private static final List<Integer> STATUSES = List.of(200, 400, 429, 503, 529);

  /** Longer pieces of what a server wrote do not belong into an outcome's detail. */
  private static final int LONGEST_DETAIL = 400;

  private DecoderLaws() {}

  static void hold(WireCodec codec, byte[] bytes) {
    for (String type : TYPES) {
      for (int status : STATUSES) {
        outcomeIsSane(
            codec, new RawResponse(status, headers(type), "", false, false, List.of()), bytes);
      }
    }
    onceBegunAlwaysBegun(codec, bytes);
  }

  private static Map<String, List<String>> headers(String type) {
    return Map.of("content-type", List.of(type));
  }

  private static void outcomeIsSane(WireCodec codec, RawResponse response, byte[] bytes) {
    Outcome outcome = codec.decode(response, bytes);
    assertThat(codec.decode(response, bytes)).as("the same again").isEqualTo(outcome);
    switch (outcome) {
      case Outcome.Answered(Answer answer) -> answerIsSane(answer, bytes);
      case Outcome.Refused(int status, String detail, Cause cause) -> {
        assertThat(status).isEqualTo(response.status());
        assertThat(cause).isNotNull();
        assertThat(detail).hasSizeLessThan(LONGEST_DETAIL);
      }
      case Outcome.TargetError(_, String detail, _) ->
          assertThat(detail).hasSizeLessThan(LONGEST_DETAIL);
      case Outcome.Throttled _ -> assertThat(response.status()).isNotEqualTo(400);
      case Outcome.ProberError _, Outcome.TimedOut _ ->
          throw new AssertionError("no bytes of a server are our fault: " + outcome);
    }
  }

  /** Fit for UTF-8, and not much larger than what came: no small body makes a huge answer. */
  private static void answerIsSane(Answer answer, byte[] bytes) {
    long kept =
        texts(answer)
            .peek(text ->
                assertThat(
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(text))
            .mapToLong(String::length)
            .sum();
    assertThat(kept).isLessThanOrEqualTo(4L * bytes.length + 16);
    for (Token token : answer.tokens()) {
      numberOrNothing(token.logprob());
      token.top().forEach(alternative -> numberOrNothing(alternative.logprob()));
    }
  }

  private static Stream<String> texts(Answer answer) {
    return Stream.of(
            Stream.of(answer.text()),
            answer.tokens().stream().map(Token::text),
            answer.toolCalls().stream().map(Answer.ToolCall::name),
            answer.toolCalls().stream().map(Answer.ToolCall::arguments))
        .flatMap(parts -> parts)
        .filter(Objects::nonNull);
  }

  private static void numberOrNothing(@Nullable Double logprob) {
    assertThat(logprob == null || Double.isFinite(logprob)).isTrue();
  }

  /** The first piece of an answer stays the first piece, however much follows it. */
  private static void onceBegunAlwaysBegun(WireCodec codec, byte[] bytes) {
    boolean begun = false;
    for (int length = 0; length <= bytes.length; length += Math.max(1, bytes.length / 64)) {
      boolean now = codec.answerBegun(bytes, length);
      assertThat(now || !begun).as("begun at %d of %d", length, bytes.length).isTrue();
      begun |= now;
    }
  }
}
