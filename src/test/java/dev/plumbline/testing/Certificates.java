package dev.plumbline.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of nobody's, made by the JDK's keytool, as key stores and as PEM. */
public final class Certificates {
  /** Of every store and key. */
  public static final String PASSWORD = "changeit";

  private final Path folder;

  /** Makes them in a folder. */
  public Certificates(Path folder) {
    this.folder = folder;
  }

  /** Makes one that signs itself, in {@code name.p12}, {@code name.pem} and {@code name.key}. */
  public void make(String name, String host) throws Exception {
    keytool(
        "-genkeypair",
        "-keyalg",
        "EC",
        "-alias",
        name,
        "-dname",
        "CN=" + host,
        "-ext",
        "san=dns:" + host + ",ip:127.0.0.1",
        "-keystore",
        store(name).toString(),
        "-storetype",
        "PKCS12",
        "-validity",
        "30");
    KeyStore store = load(name);
    write(name + ".pem", "CERTIFICATE", store.getCertificate(name).getEncoded());
    write(
        name + ".key",
        "PRIVATE KEY",
        Objects.requireNonNull(store.getKey(name, PASSWORD.toCharArray())).getEncoded());
  }

  /** What it made. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** For a server that shows one and takes only the other. */
  public SSLContext server(String own, String client) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(own), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(client, load(client).getCertificate(client));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** The key store of that name. */
  public Path store(String name) {
    return file(name + ".p12");
  }

  private KeyStore load(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private void write(String name, String what, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    Files.writeString(
        file(name), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, body));
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("-storepass", PASSWORD, "-keypass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }
}
