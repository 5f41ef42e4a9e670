package dev.plumbline.access;

import dev.plumbline.catalog.InvalidCatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens in force: those of a file, read again when it changes. What cannot be read leaves the
 * last good ones in force.
 */
final class Tokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);

  /** How late a token that was struck out is refused. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final @Nullable Path file;
  private final InstantSource clock;
  private volatile Map<String, AccessToken> inForce = Map.of();
  private Instant looked;
  private @Nullable String seen;

  /** What a text is. */
  sealed interface Found {
    record Known(AccessToken token) implements Found {}

    record Expired(AccessToken token) implements Found {}

    record Unknown() implements Found {}
  }

  /**
   * Reads them.
   *
   * @param file null: there are no tokens, and only this machine is heard
   * @throws InvalidCatalogException with all that is wrong in the file
   */
  Tokens(@Nullable Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.looked = clock.instant();
    if (file != null) {
      seen = stamp(file);
      inForce = TokensFile.read(file);
    }
  }

  /** Whether there are tokens at all. Where there are, being on this machine is no right. */
  boolean configured() {
    return file != null;
  }

  Found find(String text) {
    Instant now = clock.instant();
    look(now);
    return Optional.ofNullable(inForce.get(AccessToken.hash(text)))
        .<Found>map(
            token -> token.isExpired(now) ? new Found.Expired(token) : new Found.Known(token))
        .orElseGet(Found.Unknown::new);
  }

  private synchronized void look(Instant now) {
    if (file == null || now.isBefore(looked.plus(LOOK))) {
      return;
    }
    looked = now;
    String stamp = stamp(file);
    if (stamp.equals(seen)) {
      return;
    }
    seen = stamp;
    try {
      inForce = TokensFile.read(file);
      log.info("{} tokens in force, from {}", inForce.size(), file);
    } catch (InvalidCatalogException e) {
      log.error("tokens cannot be read, the last good ones stay in force: {}", e.getMessage());
    }
  }

  private static String stamp(Path file) {
    try {
      return "%d|%s".formatted(Files.size(file), Files.getLastModifiedTime(file));
    } catch (IOException _) {
      return "gone";
    }
  }
}
