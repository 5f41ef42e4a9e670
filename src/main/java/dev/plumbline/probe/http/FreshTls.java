package dev.plumbline.probe.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/**
 * TLS without memory: a context of its own for each connection, because balancers may route by a
 * resumed TLS session. Only the trusted certificates, slow to load, are shared.
 */
final class FreshTls {
  private TrustManager @Nullable [] trusted;

  TlsSocketStrategy strategy() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted(), null);
      return new DefaultClientTlsStrategy(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "TLS cannot be set up; check javax.net.ssl.trustStore: " + e.getMessage(), e);
    }
  }

  private synchronized TrustManager[] trusted() throws GeneralSecurityException {
    if (trusted == null) {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      trusted = factory.getTrustManagers();
    }
    return trusted;
  }
}
