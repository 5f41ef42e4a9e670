package dev.plumbline.probe.wire;

import dev.plumbline.probe.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JSON documents of a kept AWS event stream, for who looks for something that is no part of the
 * answer.
 */
public final class AwsEventDocuments {
  private AwsEventDocuments() {}

  /** Whether a response says it is such a stream. */
  public static boolean are(RawResponse response) {
    return AwsEventStream.is(response);
  }

  /**
   * One for each whole event, in order: its payload, or what a {@code chunk} of InvokeModel wraps.
   * Nothing of a frame that is cut, or that does not match its checksum, or of what follows it.
   */
  public static List<String> of(RawResponse response) {
    byte[] bytes = bytes(response);
    return AwsEventStream.read(bytes, bytes.length).all().stream()
        .filter(event -> !event.exception())
        .flatMap(AwsEventDocuments::document)
        .toList();
  }

  private static Stream<String> document(AwsEventStream.Event event) {
    Optional<String> wrapped = BedrockInvokeCodec.chunk(event);
    return wrapped.isPresent() && !wrapped.get().isEmpty()
        ? wrapped.stream()
        : Stream.of(event.payload());
  }

  private static byte[] bytes(RawResponse response) {
    return response.base64()
        ? Base64.getDecoder().decode(response.body())
        : response.body().getBytes(StandardCharsets.UTF_8);
  }
}
