package dev.plumbline.probe.wire;

import static dev.plumbline.probe.wire.Responses.answered;
import static dev.plumbline.probe.wire.Responses.decode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiChatStreamTest {
  private static final List<String> CHUNKS =
      List.of(
          "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,\"finish_reason\":null}]}",
          "{\"model\":\"m-1\",\"obfuscation\":\"x9\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"สวัส\"},\"logprobs\":{\"content\":[{\"token\":\"สวัส\",\"logprob\":-0.5,\"bytes\":null,\"top_logprobs\":[]}]}}]}",
          "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ดี 😀\"}}]}",
          "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
          "{\"model\":\"m-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2}}");
  private static final Answer ANSWER =
      new Answer(
          "สวัสดี 😀",
          "stop",
          List.of(new Token("สวัส", null, -0.5, List.of())),
          "m-1",
          new Answer.Usage(4, 2),
          List.of());

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anyLineEndWillDo(String end) {
    assertThat(answered(stream(end, CHUNKS) + "data: [DONE]" + end + end).answer())
        .isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: [DONE]\n\n",
        "data: [DONE]\n",
        "data: [DONE]",
        "data:[DONE]\n\n",
        "",
        "data: [DONE]\n\ndata: {\"error\":{\"message\":\"after the end\"}}\n\n",
      })
  void itMayEndInManyWaysOnceFinished(String end) {
    assertThat(answered(stream("\n", CHUNKS) + end).answer()).isEqualTo(ANSWER);
  }

  @Test
  void commentsOtherFieldsAndAByteOrderMarkArePassedOver() {
    String noisy =
        "\uFEFF: keep-alive\n\nevent: message\nid: 7\nretry: 10\n"
            + stream("\n", CHUNKS).replace("data: ", ": ping\nfoo: bar\nfoo\ndata:");

    assertThat(answered(noisy).answer()).isEqualTo(ANSWER);
  }

  @Test
  void severalDataLinesAreOneEvent() {
    assertThat(
            answered(
                    "data: {\"choices\":[{\"delta\":\ndata: {\"content\":\"a\"},\ndata\ndata: \"finish_reason\":\"stop\"}]}\n\n")
                .answer()
                .text())
        .isEqualTo("a");
  }

  @Test
  void aContentTypeMakesItAStreamWhateverItsBeginning() {
    byte[] body = ("unknown: x\n" + stream("\n", CHUNKS)).getBytes(StandardCharsets.UTF_8);

    assertThat(decode(200, Map.of("content-type", "Text/Event-Stream; charset=utf-8"), body))
        .isEqualTo(new Outcome.Answered(ANSWER));
  }

  @Test
  void aStreamCutBeforeItsEndIsBroken() {
    String whole = stream("\n", CHUNKS.subList(0, 3));
    for (int end = 0; end < whole.length(); end++) {
      assertThat(
              decode(
                  200, Map.of("content-type", "text/event-stream"), utf8(whole.substring(0, end))))
          .isInstanceOf(Outcome.TargetError.class);
    }
  }

  @Test
  void anErrorInMidStreamIsTheTargetsError() {
    String body =
        stream("\n", CHUNKS.subList(0, 2)) + "data: {\"error\":{\"message\":\"worker died\"}}\n\n";

    assertThat(decode(body)).isEqualTo(new Outcome.TargetError(200, "worker died"));
  }

  @Test
  void aRefusalMayComeInPieces() {
    assertThat(
            decode(
                "data: {\"choices\":[{\"delta\":{\"refusal\":\"I \"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"refusal\":\"won't\"},\"finish_reason\":\"stop\"}]}\n\n"))
        .isEqualTo(new Outcome.Refused(200, "refusal: I won't", Cause.SAFETY));
  }

  @Test
  void aSurrogatePairMayBeSplitBetweenChunks() {
    assertThat(
            answered(
                    "data: {\"choices\":[{\"delta\":{\"content\":\"\\ud83d\"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"\\ude00\"},\"finish_reason\":\"stop\"}]}\n\n")
                .answer()
                .text())
        .isEqualTo("😀");
  }

  @Test
  void onlyTheFirstChoiceIsRead() {
    assertThat(
            answered(
                    "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"x\"}},{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}]}\n\n")
                .answer()
                .text())
        .isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void theAnswerBeginsWithItsFirstPieceAndNeverUnbegins(String end) {
    byte[] bytes = utf8(stream(end, CHUNKS));
    int first = utf8(stream(end, CHUNKS.subList(0, 2))).length;

    List<Boolean> begun =
        IntStream.rangeClosed(0, bytes.length).mapToObj(n -> Responses.begun(bytes, n)).toList();

    // With CRLF the event is complete one byte early: CR alone is a line end too.
    int from = begun.indexOf(true);
    assertThat(from).isBetween(first - 1, first);
    assertThat(begun.subList(from, begun.size())).containsOnly(true);
  }

  @Test
  void aPlainBodyNeverBegins() {
    byte[] bytes = utf8("{\"choices\":[{\"message\":{\"content\":\"a\"}}]}\n\n");

    assertThat(Responses.begun(bytes, bytes.length)).isFalse();
  }

  @Test
  void garbageIsReadWithoutThrowing() {
    Random random = new Random(11);
    byte[] seedText = utf8(stream("\n", CHUNKS) + "data: [DONE]\n\n");
    byte[] seedJson =
        utf8(
            "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"hi\"},\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-1,\"bytes\":[1,2]}]}}],\"usage\":{\"prompt_tokens\":1}}");
    int answered = 0;
    for (int run = 0; run < 5_000; run++) {
      byte[] bytes = (run % 2 == 0 ? seedText : seedJson).clone();
      for (int hit = random.nextInt(3); hit >= 0; hit--) {
        bytes[random.nextInt(bytes.length)] = mutation(random);
      }
      byte[] cut =
          Arrays.copyOf(
              bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
      int status = random.nextInt(10) == 0 ? 100 + random.nextInt(500) : 200;
      Outcome outcome = decode(status, Map.of(), cut);
      Responses.begun(cut, cut.length);
      answered += outcome instanceof Outcome.Answered ? 1 : 0;
    }
    // Most mutants break the format, some do not: both paths were walked.
    assertThat(answered).isBetween(500, 4_500);
  }

  private static byte mutation(Random random) {
    String structure = "{}[]\",:0-9eE.\\\n\r \tnulltrue";
    return random.nextBoolean()
        ? (byte) random.nextInt(256)
        : (byte) structure.charAt(random.nextInt(structure.length()));
  }

  private static String stream(String end, List<String> chunks) {
    StringBuilder stream = new StringBuilder();
    chunks.forEach(chunk -> stream.append("data: ").append(chunk).append(end).append(end));
    return stream.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
