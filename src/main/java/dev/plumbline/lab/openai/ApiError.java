package dev.plumbline.lab.openai;

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

  public static ApiError unknownUrl(String method, String path) {
    return new ApiError(
        404,
        "Invalid URL (%s %s)".formatted(method, path),
        "invalid_request_error",
        null,
        "unknown_url");
  }

  public static ApiError unknownModel(String model) {
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

  public static ApiError tooLarge(int bytes) {
    return new ApiError(
        413,
        "The request is larger than %d bytes.".formatted(bytes),
        "invalid_request_error",
        null,
        "request_too_large");
  }

  public static ApiError contextLengthExceeded(int window, int prompt, int completion) {
    return invalid(
        ("This model's maximum context length is %d tokens. However, you requested %d tokens (%d in"
                + " the messages, %d in the completion). Please reduce the length of the messages"
                + " or completion.")
            .formatted(window, prompt + completion, prompt, completion),
        "messages",
        "context_length_exceeded");
  }

  public static ApiError rateLimited(String model, int requestsPerMinute) {
    return new ApiError(
        429,
        "Rate limit reached for %s on requests per min (RPM): Limit %d. Please try again later."
            .formatted(model, requestsPerMinute),
        "requests",
        null,
        "rate_limit_exceeded");
  }

  /** What goes wrong now and then on any serving stack. */
  public static ApiError serverFailure(int status) {
    return new ApiError(
        status,
        status == 503
            ? "The engine is currently overloaded, please try again later"
            : "The server had an error while processing your request. Sorry about that!",
        "server_error",
        null,
        null);
  }

  public byte[] json() {
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
