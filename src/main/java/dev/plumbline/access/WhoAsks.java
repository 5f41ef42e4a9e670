package dev.plumbline.access;

import dev.plumbline.input.Caller;
import dev.plumbline.input.SentToken;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request. */
final class WhoAsks {
  /** Where a browser keeps the token it was signed in with. */
  static final String COOKIE = "plumbline-token";

  /** No token can be called so. */
  static final String THIS_MACHINE = "this machine";

  private final Tokens tokens;
  private final Sessions sessions;

  WhoAsks(Tokens tokens, Sessions sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** Whether there is any way to prove who one is. Where there is, being here proves nothing. */
  boolean configured() {
    return tokens.configured() || sessions.configured();
  }

  /** Who it is. */
  sealed interface Answer {
    /**
     * A token is theirs, or they are on this machine and that is enough.
     *
     * @param byBrowser whether a browser proved it without being asked, as it would for a page of
     *     somebody else
     */
    record Somebody(String name, Set<AccessRole> roles, boolean byBrowser) implements Answer {}

    /**
     * Not known.
     *
     * @param reason for the metric
     * @param told for who asks
     */
    record Nobody(String reason, String told) implements Answer {}
  }

  Answer of(HttpServletRequest request) {
    return configured() ? byProof(request) : byPlace(request);
  }

  private Answer byProof(HttpServletRequest request) {
    Optional<String> sent = SentToken.of(request);
    if (sent.isPresent()) {
      return of(sent.get(), false);
    }
    Optional<String> kept = cookie(request);
    if (kept.isPresent()) {
      return sessions
          .read(kept.get())
          .<Answer>map(session -> new Answer.Somebody(session.name(), session.roles(), true))
          .orElseGet(() -> of(kept.get(), true));
    }
    return new Answer.Nobody("no-token", "send a token: Authorization: Bearer TOKEN");
  }

  /** Whatever is sent besides: there is nothing to hold it against. */
  private static Answer byPlace(HttpServletRequest request) {
    return Caller.isLocal(request)
        ? new Answer.Somebody(THIS_MACHINE, EnumSet.allOf(AccessRole.class), true)
        : new Answer.Nobody(
            "closed",
            "closed to other machines until plumbline.access.tokens names a file of tokens;"
                + " 'plumbline token new' makes one");
  }

  /** Whose token it is. */
  Answer of(String text, boolean byBrowser) {
    return switch (tokens.find(text)) {
      case Tokens.Found.Known(AccessToken token) ->
          new Answer.Somebody(token.name(), token.roles(), byBrowser);
      case Tokens.Found.Expired(AccessToken token) ->
          new Answer.Nobody(
              "expired", "the token of %s has expired; ask for another".formatted(token.name()));
      case Tokens.Found.Unknown() -> new Answer.Nobody("unknown-token", "the token is not known");
    };
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    Cookie @Nullable [] cookies = request.getCookies();
    return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
        .filter(cookie -> cookie.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .findFirst();
  }
}
