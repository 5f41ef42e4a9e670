package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An error as OpenAI-compatible servers say it.
 *
 * @param param the request field at fault, where one is
 */
public record ApiError(
    int status, String message, String type, @Nullable String param, @Nullable String code) {

  public static ApiError invalid(String message, @Nullable String param, @Nullable String code) {
    return new ApiError(400, message, "invalid_request_error", param, code);
  }

  public static ApiError of(Problem problem) {
    return switch (problem) {
      case Problem.Unreadable(String why) ->
          invalid(
              "We could not parse the JSON body of your request. (HINT: %s)".formatted(why),
              null,
              null);
      case Problem.Missing(String field) -> missing(field);
      case Problem.Invalid(String field, String what) ->
          invalid("Invalid '%s': %s.".formatted(field, what), field, "invalid_value");
      case Problem.NoLongerAccepted(String field) -> unsupported(field);
      case Problem.TooLarge(int mostBytes) -> tooLarge(mostBytes);
      case Problem.UnknownUrl(String method, String path) -> unknownUrl(method, path);
      case Problem.WrongMethod(String method, String path) -> wrongMethod(method, path);
      case Problem.UnknownModel(String model) -> unknownModel(model);
      case Problem.ContextExceeded(int window, int prompt, int completion) ->
          contextLengthExceeded(window, prompt, completion);
      case Problem.RateLimited(String model, int perMinute) -> rateLimited(model, perMinute);
      case Problem.ServerFailure(int status) -> serverFailure(status);
    };
  }

  private static ApiError missing(String field) {
    return field.equals("model")
        ? invalid("you must provide a model parameter", field, null)
        : invalid(
            "Missing required parameter: '%s'.".formatted(field),
            field,
            "missing_required_parameter");
  }

  private static ApiError unsupported(String field) {
    return invalid(
        "Unsupported value: '%s' does not support other values than 1 with this model."
            .formatted(field),
        field,
        "unsupported_value");
  }

  private static ApiError unknownUrl(String method, String path) {
    return new ApiError(
        404,
        "Invalid URL (%s %s)".formatted(method, path),
        "invalid_request_error",
        null,
        "unknown_url");
  }

  private static ApiError unknownModel(String model) {
    return new ApiError(
        404,
        "The model `%s` does not exist or you do not have access to it.".formatted(model),
        "invalid_request_error",
        "model",
        "model_not_found");
  }

  public static ApiError wrongMethod(String method, String path) {
    return new ApiError(
        405,
        "Not allowed to %s on %s.".formatted(method, path),
        "invalid_request_error",
        null,
        "method_not_supported");
  }

  private static ApiError tooLarge(int bytes) {
    return new ApiError(
        413,
        "The request is larger than %d bytes.".formatted(bytes),
        "invalid_request_error",
        null,
        "request_too_large");
  }

  private static ApiError contextLengthExceeded(int window, int prompt, int completion) {
    return invalid(
        ("This model's maximum context length is %d tokens. However, you requested %d tokens (%d in"
                + " the messages, %d in the completion). Please reduce the length of the messages"
                + " or completion.")
            .formatted(window, prompt + completion, prompt, completion),
        "messages",
        "context_length_exceeded");
  }

  private static ApiError rateLimited(String model, int requestsPerMinute) {
    return new ApiError(
        429,
        "Rate limit reached for %s on requests per min (RPM): Limit %d. Please try again later."
            .formatted(model, requestsPerMinute),
        "requests",
        null,
        "rate_limit_exceeded");
  }

  private static ApiError serverFailure(int status) {
    return new ApiError(
        status,
        status == 503
            ? "The engine is currently overloaded, please try again later"
            : "The server had an error while processing your request. Sorry about that!",
        "server_error",
        null,
        null);
  }

  public ErrorReply reply() {
    return new ErrorReply(status, json());
  }

  private byte[] json() {
    return new JsonBytes()
        .raw("{\"error\":{\"message\":")
        .text(message)
        .raw(",\"type\":")
        .text(type)
        .raw(",\"param\":")
        .textOrNull(param)
        .raw(",\"code\":")
        .textOrNull(code)
        .raw("}}")
        .toByteArray();
  }
}
