package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import org.jspecify.annotations.Nullable;

/** A problem in the words of the API. */
public record ErrorBody(int status, String type, String message) {
  private static final String INVALID = "invalid_request_error";
  private static final int OVERLOADED = 529;

  public static ErrorBody of(Problem problem) {
    return switch (problem) {
      case Problem.Unreadable(String why) ->
          invalid("The request body is not valid JSON: %s".formatted(why));
      case Problem.Missing(String field) -> invalid(field + ": Field required");
      case Problem.Invalid(String field, String what) -> invalid(field + ": " + what);
      case Problem.NoLongerAccepted(String field) ->
          invalid("`%s` is deprecated for this model.".formatted(field));
      case Problem.TooLarge _ ->
          new ErrorBody(413, "request_too_large", "Request exceeds the maximum size");
      case Problem.UnknownUrl _ -> new ErrorBody(404, "not_found_error", "Not found");
      case Problem.WrongMethod _ -> new ErrorBody(405, INVALID, "Method Not Allowed");
      case Problem.UnknownModel(String model) ->
          new ErrorBody(404, "not_found_error", "model: " + model);
      case Problem.ContextExceeded(int window, int prompt, int completion) ->
          invalid(tooLong(window, prompt, completion));
      case Problem.RateLimited(String model, int perMinute) ->
          new ErrorBody(
              429,
              "rate_limit_error",
              ("This request would exceed your organization's rate limit of %d requests per minute"
                      + " (model: %s)")
                  .formatted(perMinute, model));
      case Problem.ServerFailure(int status) ->
          status == OVERLOADED
              ? new ErrorBody(status, "overloaded_error", "Overloaded")
              : new ErrorBody(status, "api_error", "Internal server error");
    };
  }

  private static ErrorBody invalid(String message) {
    return new ErrorBody(400, INVALID, message);
  }

  private static String tooLong(int window, int prompt, int completion) {
    return prompt > window
        ? "prompt is too long: %d tokens > %d maximum".formatted(prompt, window)
        : ("input length and `max_tokens` exceed context limit: %d + %d > %d, decrease input length"
                + " or `max_tokens` and try again")
            .formatted(prompt, completion, window);
  }

  /**
   * As it is sent.
   *
   * @param requestId null where the request reached nobody
   */
  public ErrorReply reply(@Nullable String requestId) {
    JsonBytes json =
        new JsonBytes()
            .raw("{\"type\":\"error\",\"error\":{\"type\":")
            .text(type)
            .raw(",\"message\":")
            .text(message)
            .raw("}");
    if (requestId != null) {
      json.raw(",\"request_id\":").text(requestId);
    }
    return new ErrorReply(status, json.raw("}").toByteArray());
  }
}
