package dev.plumbline.lab;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** Whatever a client sends in any wire format is read, or refused in the format's own words. */
@Tag("fuzz")
class AnyRequestFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void anyBodyIsReadOrRefused(byte[] body) {
    for (AnyRequest.Asked asked : AnyRequest.Asked.values()) {
      AnyRequest.isRead(asked, body);
    }
  }
}
