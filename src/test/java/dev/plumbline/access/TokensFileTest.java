package dev.plumbline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.InvalidCatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of tokens hold hashes; what is wrong is told by line, and never repeats a secret. */
class TokensFileTest {
  private static final String HASH = "0".repeat(64);

  private final Path folder;

  TokensFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aNewTokenIsFoundByItsHash() throws IOException {
    Path file = folder.resolve("tokens.yaml");
    NewToken first = made("ci", AccessRole.GATE, null);
    NewToken second = made("sre@example.org", AccessRole.CHANGE, LocalDate.of(2027, 6, 30));
    first.addTo(file);
    second.addTo(file);

    Map<String, AccessToken> tokens = TokensFile.read(file);

    assertThat(tokens).hasSize(2);
    AccessToken ci = Objects.requireNonNull(tokens.get(AccessToken.hash(first.text())));
    assertThat(ci.name()).isEqualTo("ci");
    assertThat(ci.roles()).containsExactly(AccessRole.GATE);
    AccessToken sre = Objects.requireNonNull(tokens.get(AccessToken.hash(second.text())));
    assertThat(sre.roles()).containsExactlyInAnyOrder(AccessRole.CHANGE, AccessRole.READ);
    assertThat(sre.isExpired(Instant.parse("2027-06-30T23:59:59Z"))).isFalse();
    assertThat(sre.isExpired(Instant.parse("2027-07-01T00:00:00Z"))).isTrue();
    assertThat(Files.readString(file)).doesNotContain(first.text()).doesNotContain(second.text());
    assertThat(first.toString()).doesNotContain(first.text());
  }

  @Test
  void tokensAreLongAndNoneIsMadeTwice() {
    assertThat(AccessToken.random(new SecureRandom()))
        .matches("plb_[A-Za-z0-9_-]{43}")
        .isNotEqualTo(AccessToken.random(new SecureRandom()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {}                                                                     | 'tokens' is missing
          tokens: [{name: a, roles: [read]}]                                     | 'sha256' is missing
          tokens: [{name: a, sha256: HASH}]                                      | 'roles' is missing
          tokens: [{name: a, roles: [], sha256: HASH}]                           | roles
          tokens: [{name: a, roles: [root], sha256: HASH}]                       | root
          tokens: [{name: a b, roles: [read], sha256: HASH}]                     | name
          tokens: [{name: a, rolse: [read], sha256: HASH}]                       | rolse
          tokens: [{name: a, roles: [read], sha256: HASH, expires: '2027-02-30'}]| is no day
          tokens: [{name: a, roles: [read], sha256: HASH}, {name: a, roles: [read], sha256: 1HASH}] | is taken by another token
          tokens: [{name: a, roles: [read], sha256: HASH}, {name: b, roles: [read], sha256: HASH}]  | is another token's too
          """)
  void whatIsWrongIsToldWithItsPlace(String text, String told) throws IOException {
    Path file = folder.resolve("tokens.yaml");
    Files.writeString(
        file, text.replace("1HASH", "1".repeat(64)).replace("HASH", "'" + HASH + "'"));

    assertThatThrownBy(() -> TokensFile.read(file))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining(file + ":1")
        .hasMessageContaining(told);
  }

  @Test
  void aTokenPutWhereItsHashBelongsIsNotRepeated() throws IOException {
    Path file = folder.resolve("tokens.yaml");
    String secret = AccessToken.random(new SecureRandom());
    Files.writeString(file, "tokens: [{name: a, roles: [read], sha256: %s}]".formatted(secret));

    assertThatThrownBy(() -> TokensFile.read(file))
        .hasMessageContaining("64 hexadecimal digits")
        .hasMessageNotContaining(secret);
  }

  /** Whoever could read it, a server under another account among them, still can. */
  @Test
  void whoMayReadAFileStaysAsItWas() throws IOException {
    Path file = folder.resolve("tokens.yaml");
    made("a", AccessRole.READ, null).addTo(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    made("b", AccessRole.READ, null).addTo(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void aFileThatIsNoneOfTokensStaysAsItWas() throws IOException {
    Path file = folder.resolve("tokens.yaml");
    Files.writeString(file, "tokns: []\n");

    assertThatThrownBy(() -> made("a", AccessRole.READ, null).addTo(file))
        .isInstanceOf(InvalidCatalogException.class);

    assertThat(Files.readString(file)).isEqualTo("tokns: []\n");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static NewToken made(String name, AccessRole role, @Nullable LocalDate lastDay) {
    return NewToken.make(name, List.of(role), lastDay, new SecureRandom());
  }
}
