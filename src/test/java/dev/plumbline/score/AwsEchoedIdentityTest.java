package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.IdentityEcho;
import dev.plumbline.probe.RawResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Who served it, out of frames as AWS's own encoder makes them. */
class AwsEchoedIdentityTest {
  private static final String TYPE = "application/vnd.amazon.eventstream";

  /** InvokeModel: Anthropic's events in base64, in JSON, in a frame. */
  private static final byte[] INVOKE =
      joined(
          chunk("{\"type\":\"message_start\",\"message\":{\"model\":\"opus-standard\"}}"),
          chunk("{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"สวัสดี\"}}"),
          chunk("{\"type\":\"message_stop\",\"pool\":\"a\"}"));

  /** ConverseStream: JSON in a frame. */
  private static final byte[] CONVERSE =
      joined(
          event("messageStart", "{\"role\":\"assistant\",\"servedBy\":\"early\"}"),
          event("contentBlockDelta", "{\"delta\":{\"text\":\"hi\"}}"),
          event("metadata", "{\"servedBy\":\"late\"}"));

  private static byte[] chunk(String document) {
    String encoded = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
    return event("chunk", "{\"bytes\":\"%s\",\"p\":\"abc\"}".formatted(encoded));
  }

  private static byte[] event(String type, String payload) {
    return frame(":event-type", type, "event", payload);
  }

  private static byte[] frame(String key, String type, String kind, String payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(
            Map.of(
                ":message-type", HeaderValue.fromString(kind), key, HeaderValue.fromString(type)),
            payload.getBytes(StandardCharsets.UTF_8))
        .encode(out);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(frames).forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static List<String> values(IdentityEcho echo, byte[] body) {
    return EchoedIdentity.values(
        echo,
        new RawResponse(
            200,
            Map.of("content-type", List.of(TYPE)),
            Base64.getEncoder().encodeToString(body),
            true,
            false,
            List.of()));
  }

  private static IdentityEcho field(String pointer) {
    return new IdentityEcho.Field(pointer, "x");
  }

  @Test
  void aFieldOfAnEventThatInvokeModelWraps() {
    assertThat(values(field("/message/model"), INVOKE)).containsExactly("opus-standard");
    assertThat(values(field("/pool"), INVOKE)).containsExactly("a");
    assertThat(values(field("/bytes"), INVOKE)).as("of the wrapping").isEmpty();
    assertThat(values(field("/nothing"), INVOKE)).isEmpty();
  }

  @Test
  void ofAConverseStreamTheLastEventThatHasItCounts() {
    assertThat(values(field("/servedBy"), CONVERSE)).containsExactly("late");
  }

  @Test
  void aRegularExpressionReadsTheDocumentsToo() {
    IdentityEcho model = new IdentityEcho.Body("\"model\":\"([^\"]*)\"", "x");

    assertThat(values(model, INVOKE)).containsExactly("opus-standard");
  }

  @Test
  void whatIsCutOrBrokenEndsIt() {
    byte[] cut = Arrays.copyOf(CONVERSE, CONVERSE.length - 1);
    assertThat(values(field("/servedBy"), cut)).containsExactly("early");

    byte[] broken = CONVERSE.clone();
    broken[broken.length - 1] ^= 1;
    assertThat(values(field("/servedBy"), broken)).containsExactly("early");
    assertThat(values(field("/servedBy"), new byte[] {0, 0, 0, 1, 0, 0})).isEmpty();
  }

  @Test
  void whatAnExceptionSaysIsNotWhoServed() {
    byte[] failing =
        joined(
            event("messageStart", "{\"servedBy\":\"a\"}"),
            frame(":exception-type", "throttlingException", "exception", "{\"servedBy\":\"b\"}"));

    assertThat(values(field("/servedBy"), failing)).containsExactly("a");
  }
}
