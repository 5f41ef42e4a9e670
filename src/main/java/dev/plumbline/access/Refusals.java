package dev.plumbline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.input.Printable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** How refusals are told: programs get problem details, who asks for a page may sign in. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
  private static final String NOBODY = Refusals.class.getName() + ".nobody";
  private static final String NEEDED = Refusals.class.getName() + ".needed";

  private final MeterRegistry meters;
  private final JsonMapper json;

  Refusals(MeterRegistry meters, JsonMapper json) {
    this.meters = meters;
    this.json = json;
  }

  /** Why it is not known who asks; told if that turns out to matter. */
  void remember(HttpServletRequest request, WhoAsks.Answer.Nobody nobody) {
    request.setAttribute(NOBODY, nobody);
  }

  /** What would have been needed. */
  void needs(HttpServletRequest request, AccessRole role) {
    request.setAttribute(NEEDED, role);
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    WhoAsks.Answer.Nobody nobody =
        request.getAttribute(NOBODY) instanceof WhoAsks.Answer.Nobody known
            ? known
            : new WhoAsks.Answer.Nobody("no-token", "send a token");
    if (nobody.reason().equals("closed")) {
      refuse(response, HttpStatus.FORBIDDEN, nobody.reason(), nobody.told());
      return;
    }
    if (wantsPage(request)) {
      String there =
          request.getContextPath() + "/sign-in?next=" + URLEncoder.encode(asked(request), UTF_8);
      if (request.getHeader("HX-Request") == null) {
        count(nobody.reason());
        response.sendRedirect(there);
        return;
      }
      // A script that followed would put the page for signing in where the news should be.
      response.setHeader("HX-Redirect", there);
    }
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    refuse(response, HttpStatus.UNAUTHORIZED, nobody.reason(), nobody.told());
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    String needed =
        request.getAttribute(NEEDED) instanceof AccessRole role ? TokensFile.word(role) : "another";
    refuse(
        response,
        HttpStatus.FORBIDDEN,
        "role",
        "%s does not have the role '%s', which this needs"
            .formatted(
                request.getRemoteUser() == null ? "who asks" : request.getRemoteUser(), needed));
  }

  void foreignPage(HttpServletResponse response) throws IOException {
    refuse(response, HttpStatus.FORBIDDEN, "foreign-page", "a page of another origin may not ask");
  }

  void tooMany(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, "1");
    refuse(
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        "rate",
        "too many requests; plumbline.access.requests-per-second bounds them");
  }

  void tooLarge(HttpServletResponse response, long most) throws IOException {
    refuse(
        response,
        HttpStatus.CONTENT_TOO_LARGE,
        "size",
        "a body has at most %d bytes (plumbline.access.most-bytes)".formatted(most));
  }

  private void refuse(HttpServletResponse response, HttpStatus status, String reason, String told)
      throws IOException {
    count(reason);
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(ProblemDetail.forStatusAndDetail(status, told)));
  }

  private void count(String reason) {
    meters.counter("plumbline.access.refused", "reason", reason).increment();
  }

  private static boolean wantsPage(HttpServletRequest request) {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && !request.getRequestURI().startsWith(request.getContextPath() + "/api/")
        && accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE);
  }

  private static String asked(HttpServletRequest request) {
    @Nullable String query = request.getQueryString();
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return Printable.brief(query == null ? path : path + "?" + query, 2_000);
  }
}
