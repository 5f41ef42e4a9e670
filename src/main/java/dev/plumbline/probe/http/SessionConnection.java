package dev.plumbline.probe.http;

import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import dev.plumbline.probe.auth.Secret;
import dev.plumbline.probe.wire.WireCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
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

  private final HttpTransport transport;
  private final CloseableHttpClient client;

  SessionConnection(Session.Kind kind, FreshTls tls, HttpTransport transport) {
    this.transport = transport;
    this.client = SessionClients.create(kind, tls);
  }

  /**
   * Sends one request and reads the whole answer.
   *
   * @param timeout from now to the last byte, connecting included
   */
  public Transfer send(
      WireCodec codec, WireCodec.WireRequest request, @Nullable Secret secret, Duration timeout) {
    HttpPost post = post(codec.credentialHeader(), request, secret);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(SessionClients.timeouts(timeout));
    Attempt attempt = transport.begin();
    SessionClients.observe(context, attempt);
    try (var _ = transport.cancelAfter(timeout, attempt, post)) {
      ClassicHttpResponse response =
          client.executeOpen(HttpHost.create(request.uri()), post, context);
      attempt.answering();
      try {
        return received(codec, secret, attempt, response);
      } finally {
        closeQuietly(response);
      }
    } catch (Exception e) {
      return new Transfer(
          attempt.sentAt(), null, attempt.elapsed(), Failures.outcome(e, attempt), null);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static Transfer received(
      WireCodec codec, @Nullable Secret secret, Attempt attempt, ClassicHttpResponse response) {
    ReceivedBody body = new ReceivedBody(codec, attempt);
    Outcome failure = null;
    HttpEntity entity = response.getEntity();
    try {
      if (entity != null) {
        body.readAll(entity.getContent());
      }
    } catch (IOException e) {
      failure = Failures.outcome(e, attempt);
    }
    Duration duration = attempt.elapsed();
    byte[] bytes = secret == null ? body.bytes() : secret.removedFrom(body.bytes());
    RawResponse raw =
        new RawResponse(
            response.getCode(),
            KeptHeaders.of(response.getHeaders(), secret),
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

  private static HttpPost post(
      CredentialHeader credential, WireCodec.WireRequest request, @Nullable Secret secret) {
    HttpPost post = new HttpPost(request.uri());
    request.headers().forEach(post::setHeader);
    post.setHeader("accept-encoding", "identity");
    if (secret != null) {
      post.setHeader(credential.header(), credential.value(secret));
    }
    post.setEntity(
        new ByteArrayEntity(
            request.body().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
    return post;
  }
}
