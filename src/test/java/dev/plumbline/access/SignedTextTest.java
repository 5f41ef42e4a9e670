package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a browser keeps for us comes back as it was, from us and for the same purpose, or not. */
class SignedTextTest {
  private static final SharedSecret SECRET = secret("A");

  @Test
  void whatWasSealedIsOpened() throws MissingSecretException {
    SignedText signed = new SignedText(SECRET, "one");
    assertThat(signed.open(signed.seal("kim . ü"))).hasValue("kim . ü");
  }

  @Test
  void whatWasChangedIsNotOpened() throws MissingSecretException {
    SignedText signed = new SignedText(SECRET, "one");
    String sealed = signed.seal("kim");
    for (int at = 0; at < sealed.length(); at++) {
      char other = sealed.charAt(at) == 'A' ? 'g' : 'A';
      String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
      if (at < sealed.length() - 1) { // the last digit holds bits that are not read
        assertThat(signed.open(changed)).as(changed).isEmpty();
      }
    }
    assertThat(signed.open("")).isEmpty();
    assertThat(signed.open(".")).isEmpty();
    assertThat(signed.open(sealed.substring(0, sealed.indexOf('.') + 1))).isEmpty();
    assertThat(signed.open(sealed + "!")).isEmpty();
  }

  @Test
  void anotherSecretOrPurposeIsNotOpened() throws MissingSecretException {
    String sealed = new SignedText(SECRET, "one").seal("kim");
    assertThat(new SignedText(SECRET, "two").open(sealed)).isEmpty();
    assertThat(new SignedText(secret("B"), "one").open(sealed)).isEmpty();
  }

  @Test
  void aSessionEnds() throws MissingSecretException {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Sessions sessions = new Sessions(SECRET, now::get);
    Session kim = new Session("kim", EnumSet.of(AccessRole.READ), Instant.EPOCH.plusSeconds(60));
    String kept = sessions.write(kim);
    now.set(Instant.EPOCH.plusSeconds(59));
    assertThat(sessions.read(kept)).hasValue(kim);
    now.set(Instant.EPOCH.plusSeconds(60));
    assertThat(sessions.read(kept)).isEmpty();
  }

  @Test
  void withoutASecretNothingIsRead() {
    Sessions none = new Sessions(null, () -> Instant.EPOCH);
    assertThat(none.configured()).isFalse();
    assertThat(none.read("pls_x.y")).isEmpty();
    assertThatThrownBy(
            () -> none.write(new Session("kim", EnumSet.of(AccessRole.READ), Instant.MAX)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static SharedSecret secret(String text) {
    return Objects.requireNonNull(
        SharedSecret.of("setting", "env:SECRET", Map.of("SECRET", text.repeat(16))::get));
  }
}
