package dev.plumbline.probe.http;

import dev.plumbline.probe.Session;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** HTTP clients of one connection each, stripped of everything that acts on its own. */
final class SessionClients {
  private static final String ATTEMPT = "plumbline.attempt";

  /** Bounds what a hostile or broken server can make us keep. */
  private static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16 * 1024).build();

  private SessionClients() {}

  static CloseableHttpClient create(Session.Kind kind, FreshTls tls) {
    BasicHttpClientConnectionManager connection =
        BasicHttpClientConnectionManager.create(
            scheme -> "https".equals(scheme) ? tls.strategy() : null,
            ManagedHttpClientConnectionFactory.builder().http1Config(LIMITS).build());
    // A sticky session's server may have hung up since the last turn: look before sending.
    connection.setConnectionConfig(
        ConnectionConfig.custom().setValidateAfterInactivity(TimeValue.ofMilliseconds(1)).build());
    HttpClientBuilder client =
        HttpClients.custom()
            .setConnectionManager(connection)
            .setRequestExecutor(new ObservedExecutor())
            .setUserAgent("Plumbline")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableAuthCaching();
    return switch (kind) {
      case FRESH -> client.disableCookieManagement().build();
      case STICKY -> client.build();
    };
  }

  /** None of them is shorter than the whole request may take: only the alarm ends one early. */
  static RequestConfig timeouts(Duration total) {
    Timeout timeout = Timeout.of(total);
    return RequestConfig.custom()
        .setConnectionRequestTimeout(timeout)
        .setResponseTimeout(timeout)
        .build();
  }

  static void observe(HttpContext context, Attempt attempt) {
    context.setAttribute(ATTEMPT, attempt);
  }

  /** Says when the connection stands and the request goes out. */
  private static final class ObservedExecutor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informationCallback,
        HttpContext context)
        throws IOException, HttpException {
      if (context.getAttribute(ATTEMPT) instanceof Attempt attempt) {
        attempt.sending();
      }
      return super.execute(request, connection, informationCallback, context);
    }
  }
}
