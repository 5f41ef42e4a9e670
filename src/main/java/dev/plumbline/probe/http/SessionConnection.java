package dev.plumbline.probe.http;

import dev.plumbline.catalog.Connection;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.wire.WireCodec;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection of one session, and its cookies where it is sticky. One request at a time: the
 * caller sees to that. Never retries and never follows a redirect.
 */
public final class SessionConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SessionConnection.class);

  /** A client, and what it was made for. */
  private record Made(Connection by, CloseableHttpClient client) {}

  private final Session.Kind kind;
  private final SessionClients clients;
  private final HttpTransport transport;
  private @Nullable Made made;
  private boolean closed;

  SessionConnection(Session.Kind kind, SessionClients clients, HttpTransport transport) {
    this.kind = kind;
    this.clients = clients;
    this.transport = transport;
  }

  /**
   * Sends one request and reads the whole answer.
   *
   * @param by how the target is connected to
   * @param timeout from now to the last byte, connecting included
   */
  public Transfer send(
      WireCodec codec,
      WireCodec.WireRequest request,
      Proof proof,
      Connection by,
      Duration timeout) {
    HttpPost post = post(request, proof);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(SessionClients.timeouts(timeout));
    Attempt attempt = transport.begin();
    SessionClients.observe(context, attempt);
    try (UnderWay underWay = new UnderWay(post, by.version());
        var _ = transport.cancelAfter(timeout, attempt, underWay);
        var _ =
            transport.cancelAfter(by.connectTimeout(), attempt, underWay, Attempt.Phase.CONNECT);
        var _ = cancelWithoutFirstToken(by, attempt, underWay)) {
      ClassicHttpResponse response =
          client(by, request.uri()).executeOpen(HttpHost.create(request.uri()), post, context);
      attempt.answering(codec.comesInPieces(response.getCode(), contentType(response)));
      try {
        return received(codec, proof, attempt, response, post);
      } finally {
        closeQuietly(response);
      }
    } catch (Exception e) {
      return new Transfer(
          attempt.sentAt(), null, attempt.elapsed(), Failures.outcome(e, attempt), null);
    }
  }

  private HttpTransport.Alarm cancelWithoutFirstToken(
      Connection by, Attempt attempt, UnderWay underWay) {
    Duration timeout = by.firstTokenTimeout();
    return timeout == null
        ? () -> {}
        : transport.cancelAfter(timeout, attempt, underWay, Attempt.Phase.FIRST_TOKEN);
  }

  private void hangUp() {
    if (made != null) {
      made.client().close(CloseMode.IMMEDIATE);
    }
    made = null;
  }

  private synchronized CloseableHttpClient client(Connection by, URI uri) throws IOException {
    if (closed) {
      throw new IOException("the session is over");
    }
    Made known = made;
    if (known == null || !known.by().equals(by)) {
      hangUp();
      known = new Made(by, clients.create(kind, by, uri));
      made = known;
    }
    return known.client();
  }

  @Override
  public synchronized void close() {
    closed = true;
    hangUp();
  }

  private static Transfer received(
      WireCodec codec,
      Proof proof,
      Attempt attempt,
      ClassicHttpResponse response,
      Cancellable request) {
    ReceivedBody body = new ReceivedBody(codec, attempt);
    Outcome failure = null;
    HttpEntity entity = response.getEntity();
    try {
      if (entity != null) {
        body.readAll(entity.getContent());
      }
    } catch (IOException e) {
      failure = Failures.outcome(e, attempt);
      // Closing alone would read what is left: a gigabyte, or until the timeout.
      request.cancel();
    }
    Duration duration = attempt.elapsed();
    byte[] bytes = proof.removedFrom(body.bytes());
    RawResponse raw =
        new RawResponse(
            response.getCode(),
            KeptHeaders.of(response.getHeaders(), proof),
            "",
            false,
            false,
            attempt.chunkMicros());
    RawResponse printable = PrintableBody.of(raw, bytes);
    Outcome outcome = failure == null ? codec.decode(printable, bytes) : failure;
    return new Transfer(attempt.sentAt(), attempt.timeToFirstToken(), duration, outcome, printable);
  }

  /** Whatever closing has to say, the answer was read before. */
  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      log.debug("closing a response: {}", e.toString());
    }
  }

  private static String contentType(ClassicHttpResponse response) {
    HttpEntity entity = response.getEntity();
    String type = entity == null ? null : entity.getContentType();
    return type == null ? "" : type;
  }

  private static HttpPost post(WireCodec.WireRequest request, Proof proof) {
    HttpPost post = new HttpPost(request.uri());
    request.headers().forEach(post::setHeader);
    post.setHeader("accept-encoding", "identity");
    proof.headers().forEach(post::setHeader);
    post.setEntity(
        new ByteArrayEntity(
            request.body().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    return post;
  }
}
