package dev.plumbline.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The token in a request's header {@code Authorization}. */
public final class SentToken {
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private SentToken() {}

  /**
   * A bearer token, or the password of basic authentication, which is all that an address can
   * carry; an empty text where the header holds neither; nothing where there is no header.
   */
  public static Optional<String> of(HttpServletRequest request) {
    @Nullable String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (given == null) {
      return Optional.empty();
    }
    if (given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(given.substring(BEARER.length()).strip());
    }
    return Optional.of(
        given.regionMatches(true, 0, BASIC, 0, BASIC.length())
            ? password(given.substring(BASIC.length()).strip())
            : "");
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
