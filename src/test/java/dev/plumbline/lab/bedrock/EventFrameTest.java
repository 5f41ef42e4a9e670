package dev.plumbline.lab.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** The lab's event frames, read by Amazon's own decoder, and a vector of the specification's. */
class EventFrameTest {

  /**
   * The empty message and one of the published vectors: 61 bytes of a JSON payload and a header.
   */
  @Test
  void publishedVectorsAreMetByteForByte() {
    assertThat(HexFormat.of().formatHex(EventFrame.of(Map.of(), new byte[0])))
        .isEqualTo("000000100000000005c248eb7d98c8ff");
    byte[] json = "{'foo':'bar'}".getBytes(StandardCharsets.UTF_8);
    assertThat(HexFormat.of().formatHex(EventFrame.of(Map.of(), json)))
        .isEqualTo("0000001d00000000fd528c5a" + "7b27666f6f273a27626172277d" + "c3653936");
    Map<String, String> header = Map.of("content-type", "application/json");
    assertThat(HexFormat.of().formatHex(EventFrame.of(header, json)))
        .isEqualTo(
            "0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e"
                + "7b27666f6f273a27626172277d"
                + "8d9c08b1");
  }

  @Test
  void eventsAndExceptionsAreNamedInTheirHeaders() {
    Message event = Message.decode(ByteBuffer.wrap(EventFrame.event("chunk", json())));
    Message exception =
        Message.decode(ByteBuffer.wrap(EventFrame.exception("throttlingException", json())));

    assertThat(event.getHeaders())
        .containsOnly(
            Map.entry(":event-type", HeaderValue.fromString("chunk")),
            Map.entry(":content-type", HeaderValue.fromString("application/json")),
            Map.entry(":message-type", HeaderValue.fromString("event")));
    assertThat(exception.getHeaders())
        .containsEntry(":message-type", HeaderValue.fromString("exception"))
        .containsEntry(":exception-type", HeaderValue.fromString("throttlingException"));
    assertThat(event.getPayload()).isEqualTo(json());
  }

  /** Amazon's decoder verifies lengths and both checksums. */
  @RepeatedTest(50)
  void amazonsDecoderReadsWhatWasWritten(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      headers.put("h" + random.nextInt(), text(random, random.nextInt(400)));
    }
    byte[] payload = new byte[random.nextInt(5_000)];
    random.nextBytes(payload);

    Message read = Message.decode(ByteBuffer.wrap(EventFrame.of(headers, payload)));

    assertThat(read.getPayload()).isEqualTo(payload);
    assertThat(read.getHeaders()).hasSameSizeAs(headers);
    headers.forEach((name, value) ->
        assertThat(read.getHeaders()).containsEntry(name, HeaderValue.fromString(value)));
  }

  private static String text(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0x20, 0x2FF).forEach(text::appendCodePoint);
    return text.toString();
  }

  private static byte[] json() {
    return "{\"bytes\":\"\"}".getBytes(StandardCharsets.UTF_8);
  }
}
