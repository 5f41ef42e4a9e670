package dev.plumbline.access;

import dev.plumbline.input.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes down who asks, for those who decide what they may. Whom it does not know it lets by as
 * nobody: webhooks prove themselves later.
 */
final class WhoAsksFilter extends OncePerRequestFilter {
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final WhoAsks whoAsks;
  private final Refusals refusals;

  WhoAsksFilter(WhoAsks whoAsks, Refusals refusals) {
    this.whoAsks = whoAsks;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (whoAsks.configured()) {
      Caller.distrust(request);
    }
    switch (whoAsks.of(request)) {
      case WhoAsks.Answer.Nobody nobody -> refusals.remember(request, nobody);
      case WhoAsks.Answer.Somebody somebody -> {
        if (somebody.byBrowser()
            && !READING.contains(request.getMethod())
            && Caller.isForeignPage(request)) {
          refusals.foreignPage(response);
          return;
        }
        remember(somebody);
      }
    }
    chain.doFilter(request, response);
  }

  private static void remember(WhoAsks.Answer.Somebody somebody) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(
            somebody.name(), null, somebody.roles().stream().map(AccessRole::authority).toList()));
    SecurityContextHolder.setContext(context);
  }
}
