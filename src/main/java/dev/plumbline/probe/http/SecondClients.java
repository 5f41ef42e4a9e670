package dev.plumbline.probe.http;

import dev.plumbline.catalog.Connection;
import dev.plumbline.probe.Session;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The same clients for HTTP/2. Each runs one thread of its own beside the caller's, which is why
 * the first version is the usual one.
 */
final class SecondClients {
  /** Longer than any request: the alarms end it earlier. */
  private static final Timeout NO_TIMEOUT = Timeout.ofDays(1);

  /** A connection that has ended says so; asking it before each request is taken for an attack. */
  private static final ConnectionConfig UNASKED =
      ConnectionConfig.custom().setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND).build();

  private SecondClients() {}

  /**
   * @param context null for plain text, where HTTP/2 is spoken without asking first
   */
  static CloseableHttpClient create(
      Session.Kind kind, Connection by, @Nullable SSLContext context, Egress egress) {
    PoolingAsyncClientConnectionManagerBuilder connection =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDnsResolver(SessionClients.resolver(by, egress))
            .setMaxConnTotal(1)
            .setMaxConnPerRoute(1)
            .setDefaultConnectionConfig(UNASKED)
            .setDefaultTlsConfig(
                TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_2).build());
    if (context != null) {
      connection.setTlsStrategy(new DefaultClientTlsStrategy(context));
    }
    PoolingAsyncClientConnectionManager manager = connection.build();
    HttpAsyncClientBuilder client =
        HttpAsyncClients.custom()
            .setConnectionManager(manager)
            .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build())
            .addRequestInterceptorLast((_, _, exchange) -> SessionClients.sending(exchange))
            .setUserAgent("Plumbline")
            .setProxy(SessionClients.proxy(by))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableAuthCaching();
    if (kind != Session.Kind.STICKY) {
      client.disableCookieManagement();
    }
    CloseableHttpAsyncClient started = client.build();
    started.start();
    return HttpAsyncClients.classic(started, NO_TIMEOUT);
  }
}
