package dev.plumbline.lab.chat;

import dev.plumbline.catalog.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A wire format as a server speaks it. Balancers, faults and limits are the same behind all. */
public interface Dialect {

  /**
   * What is asked for at a path; null where this format has nothing there.
   *
   * @param endpoint path of the targets' endpoint, without a slash at its end
   * @param below the rest, percent-encoded as it came: {@code /chat/completions}
   */
  @Nullable Operation operation(String endpoint, String below);

  /**
   * What GET answers at a path below an endpoint; null where there is nothing.
   *
   * @param served what the endpoint serves
   */
  default byte @Nullable [] page(String below, List<ServedModel> served) {
    return below.equals("/models") ? ServedModel.list(served) : null;
  }

  /**
   * Reads one request.
   *
   * @throws RequestException naming what is wrong with it
   */
  Question read(Incoming incoming) throws RequestException;

  /**
   * Checks what only some targets accept.
   *
   * @throws RequestException where this one does not
   */
  default void check(ChatRequest request, Set<Capability> capabilities) throws RequestException {}

  /** The id of a request from 32 hexadecimal digits. */
  default String requestId(String hex) {
    return "req_" + hex;
  }

  /** The id of an answer from 32 hexadecimal digits. */
  String answerId(String hex);

  /** Statuses of the errors its servers answer with now and then. */
  List<Integer> oddErrors();

  /** Headers of every response. */
  Map<String, String> requestHeaders(String requestId, Duration processing);

  /** Headers that tell of the rate limit; none where the format tells nothing. */
  default Map<String, String> limitHeaders(Allowance allowance, Instant now) {
    return Map.of();
  }

  /**
   * An error in the words of the format.
   *
   * @param requestId null where the request reached nobody
   */
  ErrorReply error(Problem problem, @Nullable String requestId);
}
