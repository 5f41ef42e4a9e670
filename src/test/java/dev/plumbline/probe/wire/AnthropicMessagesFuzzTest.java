package dev.plumbline.probe.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Whatever a server sends in the Anthropic format, it is read, and read the same way each time. */
@Tag("fuzz")
class AnthropicMessagesFuzzTest {
  private final WireCodec codec = new AnthropicMessagesCodec();

  @FuzzTest(maxDuration = "2m")
  void anyMessageIsRead(byte[] bytes) {
    DecoderLaws.hold(codec, bytes);
  }
}
