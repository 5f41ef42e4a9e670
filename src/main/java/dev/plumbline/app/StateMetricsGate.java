package dev.plumbline.app;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Half the state would look like health: until the evidence topic has been read, the metrics page
 * answers 503, so that a starting replica is absent, never wrong.
 */
@Component
@ConditionalOnRole(Role.API)
final class StateMetricsGate extends OncePerRequestFilter {
  private static final String PAGE = "/actuator/prometheus";
  private final StateMetricsSeries series;

  StateMetricsGate(StateMetricsSeries series) {
    this.series = series;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(PAGE) || series.loaded();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "evidence is still being read");
  }
}
