package dev.plumbline.probe.wire;

import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads responses that are not answers: HTTP statuses and error bodies of many dialects. */
final class WireStatus {
  private static final int LONGEST_DETAIL = 300;
  private static final Pattern KEY_LIKE =
      Pattern.compile("(?i)bearer\\s+\\S+|\\b(sk|key|pk|hf|gsk)[-_][\\w*.-]{6,}");

  private WireStatus() {}

  /** What a response outside 2xx means. */
  static Outcome outcome(RawResponse response, byte[] bytes) {
    int status = response.status();
    ErrorBody error = ErrorBody.of(response, bytes);
    if (error.isQuota()) {
      return new Outcome.Refused(status, said(status, error), Cause.QUOTA);
    }
    if (status == 429 || status == 529 || (status == 503 && retryAfter(response) != null)) {
      return throttled(response);
    }
    if (status == 401 || status == 403) {
      return new Outcome.ProberError(
          ("HTTP %d: the target does not accept our credential; check this target's 'credential' in"
                  + " the catalog and the secret it names")
              .formatted(status),
          Cause.AUTHENTICATION);
    }
    if (status < 400) {
      return new Outcome.TargetError(status, brief(redirect(status)), Cause.MALFORMED);
    }
    return status < 500 && !error.isTheServers()
        ? new Outcome.Refused(status, said(status, error), error.refusal(status))
        : new Outcome.TargetError(status, said(status, error), Cause.SERVER);
  }

  private static String said(int status, ErrorBody error) {
    return brief("HTTP %d: %s".formatted(status, error.message()));
  }

  /** Whether a status promises an answer in the body. */
  static boolean isSuccess(RawResponse response) {
    return response.status() >= 200 && response.status() <= 299;
  }

  static Outcome throttled(RawResponse response) {
    return new Outcome.Throttled(
        response.status(),
        retryAfter(response),
        response.status() == 529 ? Cause.OVERLOADED : Cause.THROTTLED);
  }

  /** A stream that does not keep to its format. */
  static Outcome brokenStream(int status, String detail) {
    return new Outcome.TargetError(status, "broken stream: " + detail, Cause.MALFORMED);
  }

  /** A stream that stopped before its end. */
  static Outcome cutStream(int status, String detail) {
    return new Outcome.TargetError(status, "broken stream: " + detail, Cause.CUT);
  }

  /** A body that is nothing this format has. */
  static Outcome notAnAnswer(int status, String detail) {
    return new Outcome.TargetError(status, detail, Cause.MALFORMED);
  }

  /** A body that is one JSON object, through whoever reads it; an error is told as what it is. */
  static Outcome whole(int status, byte[] bytes, Function<JsonNode, Outcome> reader) {
    return WireJson.object(bytes)
        .map(body ->
            isError(body) ? new Outcome.TargetError(status, detail(body)) : reader.apply(body))
        .orElseGet(() -> notAnAnswer(status, notTheFormat(bytes)));
  }

  /** The model or a filter declined. */
  static Outcome declined(int status, String detail) {
    return new Outcome.Refused(status, brief(detail), Cause.SAFETY);
  }

  /** Whether a JSON body is an error whatever its status says. */
  static boolean isError(JsonNode body) {
    JsonNode error = body.path("error");
    return error.isObject()
        || (error.isString() && !error.stringValue().isEmpty())
        || body.path("object").asString("").equals("error");
  }

  /** What an error body says, in the words of OpenAI, Anthropic, AWS, Google, vLLM or TGI. */
  static String detail(JsonNode body) {
    JsonNode error = body.path("error");
    return Stream.of(
            error.path("message"),
            error,
            body.path("message"),
            body.path("Message"),
            body.path("detail"))
        .map(WireJson::text)
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(WireStatus::brief)
        .orElse("an error without a message");
  }

  /** Why a body is no answer, for people. */
  static String notTheFormat(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
    String lower = start.stripLeading().toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return "an empty body";
    }
    return lower.startsWith("<!doctype") || lower.startsWith("<html")
        ? "HTML instead of JSON: a proxy or a login page, or a wrong endpoint"
        : "a body that is not a JSON object";
  }

  /** One short line without control characters and without anything that looks like a key. */
  static String brief(String text) {
    String line =
        KEY_LIKE
            .matcher(WireJson.wellFormed(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip())
            .replaceAll("[key removed]");
    return line.codePointCount(0, line.length()) <= LONGEST_DETAIL
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_DETAIL)) + "…";
  }

  private static String redirect(int status) {
    return "HTTP %d: redirects are not followed; put the final address into the catalog"
        .formatted(status);
  }

  private static @Nullable String retryAfter(RawResponse response) {
    List<String> values = response.headers().getOrDefault("retry-after", List.of());
    return values.isEmpty() ? null : brief(values.getFirst());
  }
}
