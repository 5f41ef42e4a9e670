package dev.plumbline.access;

import dev.plumbline.input.SharedSecret;
import dev.plumbline.input.SharedSecret.MissingSecretException;
import dev.plumbline.topic.Json;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Who signed in, as their browsers say it under our signature; nothing is kept here. */
final class Sessions {
  static final String PREFIX = "pls_";
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final @Nullable SignedText signed;
  private final InstantSource clock;

  /**
   * @param secret null: nobody signs in
   */
  Sessions(@Nullable SharedSecret secret, InstantSource clock) {
    this.signed = secret == null ? null : new SignedText(secret, "plumbline session");
    this.clock = clock;
  }

  boolean configured() {
    return signed != null;
  }

  String write(Session session) throws MissingSecretException {
    if (signed == null) {
      throw new IllegalStateException("nobody signs in here");
    }
    return PREFIX + signed.seal(Json.MAPPER.writeValueAsString(session));
  }

  /** Empty for what is no session of ours, or is over. */
  Optional<Session> read(String text) {
    if (signed == null || !text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return signed
          .open(text.substring(PREFIX.length()))
          .map(opened -> Json.MAPPER.readValue(opened, Session.class))
          .filter(session -> clock.instant().isBefore(session.until()));
    } catch (JacksonException _) {
      return Optional.empty();
    } catch (MissingSecretException e) {
      log.error("sign-in: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
