package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

/** Certificates, keys and passwords as Secrets hold them are ones that Kafka's own client takes. */
@Tag("exhaustive")
class ChartKafkaSecurityTest {
  private static final String STORE_PASSWORD = "changeit";

  @TempDir private Path folder = Path.of("");
  private String certificate = "";
  private String key = "";

  @BeforeEach
  void makeACertificate() throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "plumbline",
                "-dname",
                "CN=plumbline",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore read = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
    certificate = pem("CERTIFICATE", read.getCertificate("plumbline").getEncoded());
    key = pem("PRIVATE KEY", read.getKey("plumbline", STORE_PASSWORD.toCharArray()).getEncoded());
  }

  @Test
  void kafkaTakesThem() throws IOException {
    Map<String, Object> settings = settings(certificate);
    try (var factory = new DefaultSslEngineFactory()) {
      factory.configure(settings);

      assertThat(factory.createClientSslEngine("kafka-0", 9093, "https").getUseClientMode())
          .isTrue();
      assertThat(factory.keystore().size()).isEqualTo(1);
      assertThat(factory.truststore().size()).isEqualTo(1);
    } catch (KeyStoreException e) {
      throw new AssertionError(e);
    }
    AppConfigurationEntry login =
        JaasContext.loadClientContext(settings).configurationEntries().getFirst();
    assertThat(login.getLoginModuleName()).isEqualTo(ScramLoginModule.class.getName());
    assertThat(login.getOptions())
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("password", "a;b=c");
  }

  /** Otherwise the test above would prove nothing. */
  @Test
  void andNotJustAnything() throws IOException {
    Map<String, Object> settings = settings("no certificate");
    try (var factory = new DefaultSslEngineFactory()) {
      assertThatThrownBy(() -> factory.configure(settings)).hasMessageContaining("PEM");
    }
  }

  private Map<String, Object> settings(String authority) {
    Rendered rendered = Helm.render("full");
    var container =
        new Container(
            rendered,
            rendered.pod("worker"),
            folder.resolve("root"),
            (_, name) ->
                switch (name) {
                  case "ca.crt" -> authority;
                  case "tls.crt" -> certificate;
                  case "tls.key" -> key;
                  case "sasl.jaas.config" ->
                      ScramLoginModule.class.getName()
                          + " required username=\"plumbline\" password=\"a;b=c\";\n";
                  default -> "secret";
                });
    try (var context = SettingsOnly.start(container)) {
      Map<String, Object> settings =
          context.getBean(KafkaProperties.class).buildProducerProperties();
      return present(new ProducerConfig(settings).values());
    }
  }

  private static Map<String, Object> present(Map<String, ?> settings) {
    Map<String, Object> present = new HashMap<>(settings);
    present.values().removeIf(Objects::isNull);
    return present;
  }

  private static String pem(String label, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
  }
}
