package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Responses for a codec to read; OpenAI chat unless {@link #ANTHROPIC} is asked. */
final class Responses {
  private static final Responses OPENAI = new Responses(WireFormat.OPENAI_CHAT);
  static final Responses ANTHROPIC = new Responses(WireFormat.ANTHROPIC_MESSAGES);

  private final WireCodec codec;

  private Responses(WireFormat format) {
    codec = WireCodecs.of(format);
  }

  Outcome read(int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return codec.decode(new RawResponse(status, lists, "", false, false, List.of()), body);
  }

  /** A 200 whose content type says nothing. */
  Outcome read(String body) {
    return read(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  boolean hasBegun(byte[] body, int length) {
    return codec.answerBegun(body, length);
  }

  /** A documented response. */
  static String golden(String name) {
    try (InputStream in = Responses.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Outcome decode(int status, Map<String, String> headers, byte[] body) {
    return OPENAI.read(status, headers, body);
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
    return OPENAI.hasBegun(body, length);
  }
}
