package dev.plumbline.probe.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.plumbline.catalog.WireFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/** Whatever a server sends in any of the formats, it is read, and read the same way each time. */
@Tag("fuzz")
class OtherFormatsFuzzTest {

  /** The first byte says which format, so that one corpus serves them all. */
  @FuzzTest(maxDuration = "2m")
  void anythingIsRead(byte[] bytes) {
    if (bytes.length > 0) {
      WireFormat[] formats = WireFormat.values();
      WireFormat format = formats[Math.floorMod(bytes[0], formats.length)];
      DecoderLaws.hold(WireCodecs.of(format), Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }
}
