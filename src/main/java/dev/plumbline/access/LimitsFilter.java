package dev.plumbline.access;

import dev.plumbline.input.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** How often somebody may ask, which this machine may always, and how much they may send. */
final class LimitsFilter extends OncePerRequestFilter {
  private final RateLimit rate;
  private final long mostBytes;
  private final Refusals refusals;

  LimitsFilter(RateLimit rate, long mostBytes, Refusals refusals) {
    this.rate = rate;
    this.mostBytes = mostBytes;
    this.refusals = refusals;
  }

  /** A node asks for the health of its pods, and must not be refused for what others ask. */
  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith(request.getContextPath() + "/actuator/health");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String known = request.getRemoteUser();
    if (!WhoAsks.THIS_MACHINE.equals(known)
        && !rate.allows(known == null ? "address " + request.getRemoteAddr() : "token " + known)) {
      refusals.tooMany(response);
    } else if (request.getContentLengthLong() > mostBytes) {
      refusals.tooLarge(response, mostBytes);
    } else {
      chain.doFilter(
          request.getContentLengthLong() < 0 ? new Bounded(request, mostBytes) : request, response);
    }
  }

  /** Whose body says nothing of its length. */
  private static final class Bounded extends HttpServletRequestWrapper {
    private final long most;

    Bounded(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), most);
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private final long most;
    private long read;

    Counted(ServletInputStream in, long most) {
      this.in = in;
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = in.read(bytes, from, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      read += bytes;
      if (read > most) {
        throw Problems.of(
            HttpStatus.CONTENT_TOO_LARGE,
            "a body has at most %d bytes (plumbline.access.most-bytes)".formatted(most));
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
