package dev.plumbline.probe.wire;

import static dev.plumbline.probe.wire.WireSamples.chunk;
import static dev.plumbline.probe.wire.WireSamples.event;
import static dev.plumbline.probe.wire.WireSamples.events;
import static dev.plumbline.probe.wire.WireSamples.joined;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A documented stream of each format: read whole, cut at every byte, and with bytes turned. */
class StreamedFormatsTest {

  /** A stream and what it says. */
  static final class Sample {
    private final WireFormat format;
    private final String type;
    private final byte[] body;
    private final int firstPiece;
    private final Outcome expected;

    /**
     * @param firstPiece bytes after which the answer has begun
     */
    private Sample(WireFormat format, String type, byte[] body, int firstPiece, Outcome expected) {
      this.format = format;
      this.type = type;
      this.body = body;
      this.firstPiece = firstPiece;
      this.expected = expected;
    }

    private WireFormat format() {
      return format;
    }

    private String type() {
      return type;
    }

    private byte[] body() {
      return body;
    }

    private int firstPiece() {
      return firstPiece;
    }

    private Outcome expected() {
      return expected;
    }

    @Override
    public String toString() {
      return format.name();
    }
  }

  static Stream<Sample> samples() {
    return Stream.of(invoke(), converse(), generateContent(), sglang(), tgi());
  }

  static Stream<Sample> framed() {
    return Stream.of(invoke(), converse());
  }

  private static Sample invoke() {
    byte[] begin =
        joined(
            chunk(
                """
                {"type":"message_start","message":{"id":"msg_bdrk_1","type":"message",
                 "role":"assistant","model":"claude-opus-4","content":[],
                 "usage":{"input_tokens":10,"output_tokens":1}}}\
                """),
            chunk(
                """
                {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}\
                """),
            chunk(
                """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"สวัส"}}\
                """));
    byte[] rest =
        joined(
            chunk(
                """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ดี 😀"}}\
                """),
            chunk("{\"type\":\"content_block_stop\",\"index\":0}"),
            chunk(
                """
                {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},
                 "usage":{"output_tokens":7}}\
                """),
            chunk(
                """
                {"type":"message_stop","amazon-bedrock-invocationMetrics":
                 {"inputTokenCount":10,"outputTokenCount":7,"invocationLatency":300}}\
                """));
    return sample(
        WireFormat.BEDROCK_INVOKE,
        WireSamples.EVENT_STREAM,
        begin,
        rest,
        answer("end_turn", "claude-opus-4", 10, 7, List.of()));
  }

  private static Sample converse() {
    byte[] begin =
        joined(
            event("messageStart", "{\"role\":\"assistant\"}"),
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"สวัส\"}}"));
    byte[] rest =
        joined(
            event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"ดี 😀\"}}"),
            event("contentBlockStop", "{\"contentBlockIndex\":0}"),
            event("messageStop", "{\"stopReason\":\"end_turn\"}"),
            event(
                "metadata",
                """
                {"usage":{"inputTokens":4,"outputTokens":7,"totalTokens":17,
                 "cacheReadInputTokens":6,"cacheWriteInputTokens":0},"metrics":{"latencyMs":9},
                 "trace":{"promptRouter":{"invokedModelId":"arn:claude"}}}\
                """));
    return sample(
        WireFormat.BEDROCK_CONVERSE,
        WireSamples.EVENT_STREAM,
        begin,
        rest,
        cached(6, answer("end_turn", "arn:claude", 10, 7, List.of())));
  }

  private static Sample generateContent() {
    String logprobs =
        """
        "logprobsResult":{"chosenCandidates":[{"token":"%1$s","tokenId":7,"logProbability":-0.5}],
         "topCandidates":[{"candidates":[{"token":"%1$s","tokenId":7,"logProbability":-0.5},
          {"token":"x","tokenId":8,"logProbability":-1.5}]}]}\
        """
            .replace("\n", "");
    byte[] begin =
        events(
            ("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"สวัส\"}]},"
                + logprobs.formatted("สวัส")
                + "}],\"modelVersion\":\"gemini-9\"}"));
    byte[] rest =
        events(
            ("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"pondering\",\"thought\":true},"
                + "{\"text\":\"ดี 😀\"}]},"
                + logprobs.formatted("ดี 😀")
                + ",\"finishReason\":\"STOP\"}],\"usageMetadata\":{\"promptTokenCount\":10,"
                + "\"candidatesTokenCount\":5,\"thoughtsTokenCount\":2}}"));
    return sample(
        WireFormat.VERTEX_GENERATE_CONTENT,
        WireSamples.SSE,
        begin,
        rest,
        answer("STOP", "gemini-9", 10, 7, tokens()));
  }

  private static Sample sglang() {
    String first = "[-0.5,7,\"สวัส\"]";
    String second = "[-0.5,9,\"ดี 😀\"]";
    String top = "[%s,[-1.5,8,\"x\"]]";
    byte[] begin =
        events(
            """
            {"text":"สวัส","meta_info":{"id":"r","finish_reason":null,"prompt_tokens":10,
             "completion_tokens":1,"output_token_logprobs":[%s],"output_top_logprobs":[%s]}}\
            """
                .replace("\n", "")
                .formatted(first, top.formatted(first)));
    byte[] rest =
        joined(
            events(
                """
                {"text":"สวัสดี 😀","meta_info":{"id":"r","finish_reason":{"type":"stop","matched":2},
                 "prompt_tokens":10,"completion_tokens":7,"weight_version":"w1",
                 "output_token_logprobs":[%s,%s],"output_top_logprobs":[%s,%s]}}\
                """
                    .replace("\n", "")
                    .formatted(first, second, top.formatted(first), top.formatted(second))),
            events("[DONE]"));
    return sample(
        WireFormat.SGLANG_GENERATE,
        WireSamples.SSE,
        begin,
        rest,
        answer("stop", null, 10, 7, tokens()));
  }

  private static Sample tgi() {
    String event =
        """
        {"index":%d,"token":{"id":7,"text":"%2$s","logprob":-0.5,"special":false},
         "top_tokens":[{"id":7,"text":"%2$s","logprob":-0.5,"special":false},
          {"id":8,"text":"x","logprob":-1.5,"special":false}],"generated_text":%3$s,"details":%4$s}\
        """
            .replace("\n", "");
    byte[] begin = events(event.formatted(1, "สวัส", "null", "null"));
    byte[] rest =
        events(
            event.formatted(
                2,
                "ดี 😀",
                "\"สวัสดี 😀\"",
                "{\"finish_reason\":\"eos_token\",\"generated_tokens\":7,\"seed\":null,"
                    + "\"input_length\":10}"));
    return sample(
        WireFormat.TGI_GENERATE,
        WireSamples.SSE,
        begin,
        rest,
        answer("eos_token", null, 10, 7, tokens()));
  }

  private static List<Token> tokens() {
    return Stream.of("สวัส", "ดี 😀")
        .map(text ->
            new Token(
                text,
                null,
                -0.5,
                List.of(
                    new Token.Alternative(text, null, -0.5),
                    new Token.Alternative("x", null, -1.5))))
        .toList();
  }

  private static Outcome cached(int tokens, Outcome.Answered of) {
    Answer answer = of.answer();
    Answer.Usage usage = Objects.requireNonNull(answer.usage());
    return new Outcome.Answered(
        new Answer(
            answer.text(),
            answer.finishReason(),
            answer.tokens(),
            answer.servedModel(),
            new Answer.Usage(usage.promptTokens(), usage.completionTokens(), tokens),
            answer.toolCalls()));
  }

  private static Outcome.Answered answer(
      String finish, @Nullable String model, int prompt, int completion, List<Token> tokens) {
    return new Outcome.Answered(
        new Answer(
            "สวัสดี 😀", finish, tokens, model, new Answer.Usage(prompt, completion), List.of()));
  }

  private static Sample sample(
      WireFormat format, String type, byte[] begin, byte[] rest, Outcome expected) {
    return new Sample(format, type, joined(begin, rest), begin.length, expected);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void itIsReadWhole(Sample sample) {
    assertThat(WireSamples.decode(sample.format(), 200, sample.type(), sample.body()))
        .isEqualTo(sample.expected());
  }

  /** But for what comes after the event that says how the answer ended. */
  @ParameterizedTest
  @MethodSource("samples")
  void cutAnywhereItIsCutAndNeverAnotherAnswer(Sample sample) {
    boolean wholeBefore = false;
    for (int end = 0; end <= sample.body().length; end++) {
      Outcome outcome =
          WireSamples.decode(
              sample.format(), 200, sample.type(), Arrays.copyOf(sample.body(), end));
      if (outcome instanceof Outcome.Answered(Answer answer)) {
        assertThat(answer.text()).isEqualTo("สวัสดี 😀");
        wholeBefore = true;
      } else {
        assertThat(wholeBefore).as("cut at %d", end).isFalse();
        assertThat(outcome.why()).isIn(Cause.CUT, Cause.MALFORMED);
      }
    }
    assertThat(wholeBefore).isTrue();
  }

  /** In whatever pieces it comes, the first token is there with the event that holds it. */
  @ParameterizedTest
  @MethodSource("samples")
  void itBeginsWithItsFirstPiece(Sample sample) {
    WireCodec codec = WireCodecs.of(sample.format());
    int known = 0;
    int begun = -1;
    for (int length = 1; length <= sample.body().length && begun < 0; length++) {
      int whole = codec.endOfLastWhole(sample.body(), known, length - 1, length);
      if (whole > known) {
        byte[] fresh = Arrays.copyOfRange(sample.body(), known, whole);
        begun = codec.answerBegun(fresh, fresh.length) ? length : -1;
        known = whole;
      }
    }
    assertThat(begun).isEqualTo(sample.firstPiece());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void turnedBytesNeverThrow(Sample sample) {
    Random random = new Random(3);
    int broken = 0;
    for (int run = 0; run < 2_000; run++) {
      byte[] bytes = sample.body().clone();
      for (int hit = random.nextInt(3); hit >= 0; hit--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Outcome outcome = WireSamples.decode(sample.format(), 200, sample.type(), bytes);
      WireCodecs.of(sample.format()).answerBegun(bytes, bytes.length);
      broken += outcome instanceof Outcome.Answered ? 0 : 1;
    }
    assertThat(broken).isPositive();
  }

  /** Checksums see every turned byte of a frame. */
  @ParameterizedTest
  @MethodSource("framed")
  void noTurnedByteOfAFrameIsAnAnswer(Sample sample) {
    for (int at = 0; at < sample.firstPiece(); at++) {
      byte[] bytes = sample.body().clone();
      bytes[at] ^= 0x10;
      assertThat(WireSamples.decode(sample.format(), 200, sample.type(), bytes))
          .as("byte %d", at)
          .isInstanceOf(Outcome.TargetError.class);
    }
  }
}
