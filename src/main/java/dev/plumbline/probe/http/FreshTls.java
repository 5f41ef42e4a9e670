package dev.plumbline.probe.http;

import dev.plumbline.catalog.Connection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * TLS without memory: a context of its own for each connection, because balancers may route by a
 * resumed TLS session. Only the certificates this machine trusts, slow to load, are shared; files
 * of the catalog are read each time, so that whoever rotates them restarts nothing.
 */
final class FreshTls {
  private TrustManager @Nullable [] trusted;

  /**
   * A context of its own.
   *
   * @throws TlsFilesException where the catalog names files that cannot be used
   */
  SSLContext context(Connection.@Nullable Tls files) throws TlsFilesException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(files), trust(files), null);
      return context;
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      if (files == null) {
        throw new IllegalStateException(
            "TLS cannot be set up; check javax.net.ssl.trustStore: " + e.getMessage(), e);
      }
      throw new TlsFilesException(e);
    }
  }

  private static KeyManager @Nullable [] keys(Connection.@Nullable Tls files)
      throws GeneralSecurityException, IOException {
    if (files == null || files.certificate() == null || files.key() == null) {
      return null;
    }
    List<X509Certificate> chain = certificates(files.certificate());
    KeyStore store = emptyStore();
    char[] password = {};
    store.setKeyEntry(
        "own",
        Objects.requireNonNull(PemContent.load(files.key()).getPrivateKey()),
        password,
        chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust(Connection.@Nullable Tls files)
      throws GeneralSecurityException, IOException {
    if (files == null || files.ca() == null) {
      return trustedHere();
    }
    KeyStore store = emptyStore();
    for (X509Certificate certificate : certificates(files.ca())) {
      store.setCertificateEntry(certificate.getSubjectX500Principal().getName(), certificate);
    }
    return trustManagers(store);
  }

  private static List<X509Certificate> certificates(Path file) throws IOException {
    return PemContent.load(file).getCertificates();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private synchronized TrustManager[] trustedHere() throws GeneralSecurityException {
    if (trusted == null) {
      trusted = trustManagers(null);
    }
    return trusted;
  }

  private static TrustManager[] trustManagers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** The files of the catalog cannot be read, or hold something else. */
  static final class TlsFilesException extends IOException {
    private static final long serialVersionUID = 1L;

    TlsFilesException(Exception cause) {
      super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), cause);
    }
  }
}
