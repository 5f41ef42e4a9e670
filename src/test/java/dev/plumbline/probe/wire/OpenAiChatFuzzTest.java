package dev.plumbline.probe.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Whatever a server sends in the OpenAI format, it is read, and read the same way each time. */
@Tag("fuzz")
class OpenAiChatFuzzTest {
  private final WireCodec codec = new OpenAiChatCodec();

  @FuzzTest(maxDuration = "2m")
  void anyBytesAreRead(byte[] bytes) {
    DecoderLaws.hold(codec, bytes);
  }
}
