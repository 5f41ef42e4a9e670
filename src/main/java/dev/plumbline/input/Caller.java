package dev.plumbline.input;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request came from. */
public final class Caller {
  private static final String DISTRUSTED = Caller.class.getName() + ".distrusted";

  private Caller() {}

  /** Where callers have tokens, being on this machine is no right: proxies are on it too. */
  public static void distrust(HttpServletRequest request) {
    request.setAttribute(DISTRUSTED, true);
  }

  /** Whether who asks has to prove more than where from. */
  public static boolean isDistrusted(HttpServletRequest request) {
    return request.getAttribute(DISTRUSTED) != null;
  }

  /**
   * From this machine and for it: what came through a proxy did not come from here, and a name that
   * somebody had made to point here is not ours.
   */
  public static boolean isLocal(HttpServletRequest request) {
    return !isDistrusted(request)
        && isLoopback(request.getRemoteAddr())
        && (isLoopback(request.getServerName()) || "localhost".equals(request.getServerName()))
        && List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via").stream()
            .allMatch(header -> request.getHeader(header) == null);
  }

  /** Sent by a browser for a page that is not ours: nobody who deploys does that. */
  public static boolean isForeignPage(HttpServletRequest request) {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    return site == null
        ? request.getHeader("Origin") != null
        : !List.of("same-origin", "none").contains(site);
  }

  private static boolean isLoopback(@Nullable String address) {
    return address != null
        && (address.matches("127(\\.\\d{1,3}){3}")
            || List.of("::1", "[::1]", "0:0:0:0:0:0:0:1").contains(address));
  }
}
