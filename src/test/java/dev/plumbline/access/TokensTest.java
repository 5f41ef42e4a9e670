package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens follow their file within a second; a broken file takes none out of force. */
class TokensTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

  private final Path file;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  TokensTest(@TempDir Path folder) {
    this.file = folder.resolve("tokens.yaml");
  }

  @Test
  void aTokenThatIsStruckOutIsUnknownASecondLater() throws IOException {
    write("ci", "secret-one");
    Tokens tokens = new Tokens(file, now::get);
    assertThat(tokens.find("secret-one")).isInstanceOf(Tokens.Found.Known.class);

    write("another", "secret-number-two");
    now.set(START.plusSeconds(1));

    assertThat(tokens.find("secret-one")).isEqualTo(new Tokens.Found.Unknown());
    assertThat(tokens.find("secret-number-two")).isInstanceOf(Tokens.Found.Known.class);
  }

  @Test
  void aBrokenOrMissingFileLeavesTheLastGoodOnes() throws IOException {
    write("ci", "secret-one");
    Tokens tokens = new Tokens(file, now::get);

    Files.writeString(file, "tokens: [");
    now.set(START.plusSeconds(1));
    assertThat(tokens.find("secret-one")).isInstanceOf(Tokens.Found.Known.class);

    Files.delete(file);
    now.set(START.plusSeconds(2));
    assertThat(tokens.find("secret-one")).isInstanceOf(Tokens.Found.Known.class);
  }

  @Test
  void aTokenIsGoodToTheEndOfItsLastDay() throws IOException {
    write("ci", "secret-one");
    Tokens tokens = new Tokens(file, now::get);

    now.set(Instant.parse("2027-02-28T23:59:59Z"));
    assertThat(tokens.find("secret-one")).isInstanceOf(Tokens.Found.Known.class);
    now.set(Instant.parse("2027-03-01T00:00:00Z"));
    assertThat(tokens.find("secret-one")).isInstanceOf(Tokens.Found.Expired.class);
  }

  @Test
  void withoutAFileNothingIsKnown() {
    Tokens tokens = new Tokens(null, now::get);
    assertThat(tokens.configured()).isFalse();
    assertThat(tokens.find("secret-one")).isEqualTo(new Tokens.Found.Unknown());
  }

  private void write(String name, String token) throws IOException {
    Files.writeString(
        file,
        "tokens: [{name: %s, roles: [read], sha256: '%s', expires: '2027-02-28'}]"
            .formatted(name, AccessToken.hash(token)));
  }
}
