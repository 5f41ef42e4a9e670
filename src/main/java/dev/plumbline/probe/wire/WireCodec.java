package dev.plumbline.probe.wire;

import static java.util.Locale.ROOT;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Writes a probe as a request of one wire format and reads the response. No network, no clock. */
public interface WireCodec {
  /** Content types of answers in pieces. */
  List<String> STREAMS = List.of("text/event-stream", AwsEventStream.TYPE);

  /** A request without credentials. */
  record WireRequest(URI uri, Map<String, String> headers, String body) {}

  WireRequest encode(Target target, Probe probe, Session session);

  /** Where a target of this wire format expects the credential, if it has one. */
  CredentialHeader credentialHeader();

  /**
   * Reads any response at all, however broken; never throws for what the other side sent.
   *
   * @param bytes the whole body as received, {@code response.body()} being its printable form
   */
  Outcome decode(RawResponse response, byte[] bytes);

  /** Whether the body read so far holds the first piece of an answer (time to first token). */
  boolean answerBegun(byte[] bytes, int length);

  /** Whether a response's head promises an answer in pieces. */
  default boolean comesInPieces(int status, String contentType) {
    return status < 300 && STREAMS.stream().anyMatch(contentType.toLowerCase(ROOT)::startsWith);
  }

  /**
   * Where the last event that is whole ends, of a body that comes in pieces.
   *
   * @param known where the last one known ends
   * @param newFrom where what came last begins
   * @return {@code known} where no other is whole yet
   */
  default int endOfLastWhole(byte[] bytes, int known, int newFrom, int length) {
    return ServerSentEvents.endOfLastWhole(bytes, newFrom, length, known);
  }
}
