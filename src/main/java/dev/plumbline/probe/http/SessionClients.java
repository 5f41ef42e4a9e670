package dev.plumbline.probe.http;

import dev.plumbline.catalog.Connection;
import dev.plumbline.probe.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** HTTP clients of one connection each, stripped of everything that acts on its own. */
final class SessionClients {
  private static final String ATTEMPT = "plumbline.attempt";

  /** Bounds what a hostile or broken server can make us keep. */
  static final Http1Config LIMITS =
      Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16 * 1024).build();

  private final FreshTls tls = new FreshTls();
  private final Egress egress;

  SessionClients(Egress egress) {
    this.egress = egress;
  }

  /**
   * A client of its own.
   *
   * @throws FreshTls.TlsFilesException where TLS needs files that cannot be used
   */
  CloseableHttpClient create(Session.Kind kind, Connection by, URI uri)
      throws FreshTls.TlsFilesException {
    SSLContext context = uri.getScheme().equals("https") ? tls.context(by.tls()) : null;
    return switch (by.version()) {
      case HTTP_1 -> first(kind, by, context);
      case HTTP_2 -> SecondClients.create(kind, by, context, egress);
    };
  }

  private CloseableHttpClient first(
      Session.Kind kind, Connection by, @Nullable SSLContext context) {
    BasicHttpClientConnectionManager connection =
        BasicHttpClientConnectionManager.create(
            null,
            resolver(by, egress),
            scheme -> context == null ? null : new DefaultClientTlsStrategy(context),
            ManagedHttpClientConnectionFactory.builder().http1Config(LIMITS).build());
    connection.setConnectionConfig(connecting());
    HttpClientBuilder client =
        HttpClients.custom()
            .setConnectionManager(connection)
            .setRequestExecutor(new ObservedExecutor())
            .setUserAgent("Plumbline")
            .setProxy(proxy(by))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableAuthCaching();
    return switch (kind) {
      case FRESH, BURST -> client.disableCookieManagement().build();
      case STICKY -> client.build();
    };
  }

  /** A sticky session's server may have hung up since the last turn: look before sending. */
  private static ConnectionConfig connecting() {
    return ConnectionConfig.custom()
        .setValidateAfterInactivity(TimeValue.ofMilliseconds(1))
        .build();
  }

  /** A proxy is where its owner put it, and looks names up itself. */
  static DnsResolver resolver(Connection by, Egress egress) {
    return by.proxy() == null ? egress : Egress.ANYWHERE;
  }

  static @Nullable HttpHost proxy(Connection by) {
    return by.proxy() == null ? null : HttpHost.create(by.proxy());
  }

  /** None of them is shorter than the whole request may take: only the alarms end one early. */
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

  /** The connection stands and the request goes out. */
  static void sending(HttpContext context) {
    if (context.getAttribute(ATTEMPT) instanceof Attempt attempt) {
      attempt.sending();
    }
  }

  /** Says when the request goes out. */
  private static final class ObservedExecutor extends HttpRequestExecutor {
    @Override
    public ClassicHttpResponse execute(
        ClassicHttpRequest request,
        HttpClientConnection connection,
        HttpResponseInformationCallback informationCallback,
        HttpContext context)
        throws IOException, HttpException {
      sending(context);
      return super.execute(request, connection, informationCallback, context);
    }
  }
}
