package dev.plumbline.probe.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.CredentialRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {
  private static final String KEY = "sk-0123456789abcdef";
  private final Credentials credentials =
      new Credentials(Map.of("KEY", KEY, "EMPTY", " \n", "TWO", "a b", "ACCENT", "é")::get);

  @Test
  void anEnvironmentVariableIsSentInTheHeaderTheWireFormatWants()
      throws MissingCredentialException {
    Secret secret = credentials.secret(new CredentialRef.EnvironmentVariable("KEY"));

    assertThat(CredentialHeader.BEARER.header()).isEqualTo("authorization");
    assertThat(CredentialHeader.BEARER.value(secret)).isEqualTo("Bearer " + KEY);
    assertThat(CredentialHeader.X_API_KEY.header()).isEqualTo("x-api-key");
    assertThat(CredentialHeader.X_API_KEY.value(secret)).isEqualTo(KEY);
    assertThat(secret).hasToString("Secret[…]");
  }

  @Test
  void aFileIsReadAtEachUse(@TempDir Path folder) throws IOException, MissingCredentialException {
    Path file = folder.resolve("key");
    CredentialRef reference = new CredentialRef.SecretFile(file);
    assertThatThrownBy(() -> credentials.secret(reference))
        .isInstanceOf(MissingCredentialException.class)
        .hasMessageContainingAll(file.toString(), "readable", "credential");

    Files.writeString(file, "first\n");
    assertThat(CredentialHeader.BEARER.value(credentials.secret(reference)))
        .isEqualTo("Bearer first");
    Files.writeString(file, "second\n");
    assertThat(CredentialHeader.BEARER.value(credentials.secret(reference)))
        .isEqualTo("Bearer second");
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, is not set",
    "EMPTY, is empty",
    "TWO, bare key",
    "ACCENT, bare key",
  })
  void whatIsNoKeyIsSaidWithItsPlaceAndWithoutItsValue(String name, String message) {
    assertThatThrownBy(() -> credentials.secret(new CredentialRef.EnvironmentVariable(name)))
        .isInstanceOf(MissingCredentialException.class)
        .hasMessageContainingAll(name, message)
        .hasMessageNotContaining("a b");
  }

  @Test
  void anEchoedSecretIsRemovedFromTextAndBytes() {
    Secret secret = new Secret(KEY);

    assertThat(secret.removedFrom("key " + KEY + " is bad"))
        .isEqualTo("key [credential removed] is bad");
    byte[] echo = ("ü " + KEY + " ก").getBytes(StandardCharsets.UTF_8);
    assertThat(new String(secret.removedFrom(echo), StandardCharsets.UTF_8))
        .isEqualTo("ü [credential removed] ก");
  }

  @Test
  void aDummyKeyIsNotTakenOutOfAnswers() {
    assertThat(new Secret("EMPTY").removedFrom("EMPTY set")).isEqualTo("EMPTY set");
  }
}
