package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Responses for the codec to read. */
final class Responses {
  private static final WireCodec CODEC = WireCodecs.of(WireFormat.OPENAI_CHAT);

  private Responses() {}

  static Outcome decode(int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return CODEC.decode(new RawResponse(status, lists, "", false, false, List.of()), body);
  }

  static Outcome decode(int status, String body) {
    return decode(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  /** A 200 whose content type says nothing. */
  static Outcome decode(String body) {
    return decode(200, body);
  }

  static Outcome.Answered answered(String body) {
    return (Outcome.Answered) decode(body);
  }

  static boolean begun(byte[] body, int length) {
    return CODEC.answerBegun(body, length);
  }
}
