package dev.plumbline.access;

import dev.plumbline.input.Printable;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Has each request kept that changes something, once it is answered. Those of nobody that were
 * refused are only counted: anybody can send as many as they like.
 */
final class AuditFilter extends OncePerRequestFilter {
  private static final String BY = AuditFilter.class.getName() + ".by";
  private static final String PROOF = "proof";
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final int SHOWN = 300;

  private final Audit audit;

  AuditFilter(Audit audit) {
    this.audit = audit;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String known = request.getRemoteUser();
    if (known != null) {
      request.setAttribute(BY, known);
    }
    boolean failed = true;
    try {
      chain.doFilter(request, response);
      failed = false;
    } finally {
      if (!isAsyncStarted(request)) {
        // What is thrown is made an answer further out.
        keep(request, failed ? 500 : response.getStatus());
      }
    }
  }

  private void keep(HttpServletRequest request, int status) {
    boolean known = request.getAttribute(BY) instanceof String;
    if (known || status < 400) {
      audit.add(
          known ? String.valueOf(request.getAttribute(BY)) : PROOF,
          request.getRemoteAddr(),
          request.getMethod(),
          Printable.brief(request.getRequestURI(), SHOWN),
          status);
    }
  }
}
