package dev.plumbline.input;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request came from. */
public final class Caller {
  private Caller() {}

  /**
   * From this machine and for it: what came through a proxy did not come from here, and a name that
   * somebody had made to point here is not ours.
   */
  public static boolean isLocal(HttpServletRequest request) {
    return isLoopback(request.getRemoteAddr())
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
