package dev.plumbline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.input.Caller;
import dev.plumbline.input.Problems;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets a browser keep a token. Not a session, which only one process would know: each request
 * proves itself anew, and a token that is struck out is out everywhere. The cookie goes with links
 * from elsewhere, or whoever follows one out of a page's alert would have to sign in first.
 */
@RestController
@ConditionalOnRole(Role.API)
class SignInController {
  private static final Duration KEPT = Duration.ofHours(12);

  private final WhoAsks whoAsks;

  SignInController(WhoAsks whoAsks) {
    this.whoAsks = whoAsks;
  }

  @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Void> signIn(
      @RequestParam String token,
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request) {
    requireOwnPage(request);
    String there = here(next);
    return switch (whoAsks.of(token.strip(), true)) {
      case WhoAsks.Answer.Nobody nobody ->
          ResponseEntity.status(HttpStatus.SEE_OTHER)
              .location(
                  URI.create(
                      "/sign-in?refused=%s&next=%s"
                          .formatted(nobody.reason(), URLEncoder.encode(there, UTF_8))))
              .build();
      case WhoAsks.Answer.Somebody _ ->
          seeOther(URI.create(there), cookie(WhoAsks.COOKIE, token.strip(), KEPT, request));
    };
  }

  @PostMapping("/sign-out")
  ResponseEntity<Void> signOut(HttpServletRequest request) {
    requireOwnPage(request);
    return seeOther(URI.create("/sign-in"), cookie(WhoAsks.COOKIE, "", Duration.ZERO, request));
  }

  private static void requireOwnPage(HttpServletRequest request) {
    if (Caller.isForeignPage(request)) {
      throw Problems.of(HttpStatus.FORBIDDEN, "a page of another origin may not ask");
    }
  }

  static ResponseEntity<Void> seeOther(URI there, ResponseCookie cookie) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(there)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .build();
  }

  static ResponseCookie cookie(
      String name, String value, Duration kept, HttpServletRequest request) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .path("/")
        .maxAge(kept)
        .build();
  }

  /** A path of ours: no other host, however it is written. */
  static String here(String next) {
    return next.matches("/(?!/)[!-\\[\\]-~]{0,2000}") ? next : "/";
  }
}
