package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;

/**
 * A problem as Google's front end says it.
 *
 * @param status a word of {@code google.rpc.Code}
 * @param details a JSON list
 */
record GoogleError(int code, String message, String status, String details) {
  private static final String NO_DETAILS = "[]";
  private static final String TYPE = "type.googleapis.com/google.rpc.";

  static GoogleError of(Problem problem) {
    return switch (problem) {
      case Problem.Unreadable(String why) ->
          invalid("Invalid JSON payload received. %s".formatted(why));
      case Problem.Missing(String field) ->
          invalid("Unable to submit request because it must have %s.".formatted(field));
      case Problem.Invalid(String field, String what) ->
          field.isEmpty() ? invalid(what) : violation(field, what);
      case Problem.NoLongerAccepted(String field) ->
          invalid("Unable to submit request because %s isn't supported.".formatted(field));
      case Problem.TooLarge(int most) ->
          new GoogleError(
              413,
              "Request payload size exceeds the limit: %d bytes.".formatted(most),
              "INVALID_ARGUMENT",
              NO_DETAILS);
      case Problem.UnknownUrl(_, String path) -> notFound("%s was not found".formatted(path));
      case Problem.WrongMethod(String method, String path) ->
          notFound("%s %s was not found".formatted(method, path));
      case Problem.UnknownModel(String model) ->
          notFound(
              ("Publisher Model `%s` was not found or your project does not have access to it. Please"
                      + " ensure you are using a valid model version.")
                  .formatted(model));
      case Problem.ContextExceeded(int window, int prompt, int completion) ->
          invalid(tooLong(window, prompt, completion));
      case Problem.RateLimited(String model, int perMinute) -> exhausted(model, perMinute);
      case Problem.ServerFailure(int code) -> failure(code);
    };
  }

  private static GoogleError invalid(String message) {
    return new GoogleError(400, message, "INVALID_ARGUMENT", NO_DETAILS);
  }

  private static GoogleError violation(String field, String what) {
    String violation =
        "[{\"@type\":\"%sBadRequest\",\"fieldViolations\":[{\"field\":%s,\"description\":%s}]}]"
            .formatted(TYPE, JsonBytes.quoted(field), JsonBytes.quoted(what));
    return new GoogleError(400, what, "INVALID_ARGUMENT", violation);
  }

  private static GoogleError notFound(String message) {
    return new GoogleError(404, message, "NOT_FOUND", NO_DETAILS);
  }

  private static String tooLong(int window, int prompt, int completion) {
    return prompt >= window
        ? ("Unable to submit request because the input token count is %d but model only supports up"
                + " to %d. Reduce the input token count and try again.")
            .formatted(prompt, window)
        : ("Unable to submit request because it has a maxOutputTokens value of %d but the supported"
                + " range is from 1 (inclusive) to %d (exclusive). Update the value and try again.")
            .formatted(completion, window - prompt + 1);
  }

  private static GoogleError exhausted(String model, int perMinute) {
    String reason =
        ("[{\"@type\":\"%sErrorInfo\",\"reason\":\"RATE_LIMIT_EXCEEDED\","
                + "\"domain\":\"googleapis.com\",\"metadata\":{\"quota_limit_value\":\"%d\"}}]")
            .formatted(TYPE, perMinute);
    return new GoogleError(
        429,
        ("Quota exceeded for aiplatform.googleapis.com/online_prediction_requests_per_base_model"
                + " with base model: %s. Please submit a quota increase request.")
            .formatted(model),
        "RESOURCE_EXHAUSTED",
        reason);
  }

  private static GoogleError failure(int code) {
    return switch (code) {
      case 503 ->
          new GoogleError(code, "The service is currently unavailable.", "UNAVAILABLE", NO_DETAILS);
      case 504 ->
          new GoogleError(
              code,
              "Deadline expired before operation could complete.",
              "DEADLINE_EXCEEDED",
              NO_DETAILS);
      default -> new GoogleError(code, "Internal error encountered.", "INTERNAL", NO_DETAILS);
    };
  }

  ErrorReply reply() {
    return new ErrorReply(code, json());
  }

  byte[] json() {
    JsonBytes json =
        new JsonBytes()
            .raw("{\"error\":{\"code\":%d,\"message\":".formatted(code))
            .text(message)
            .raw(",\"status\":\"%s\"".formatted(status));
    return json.raw(details.equals(NO_DETAILS) ? "" : ",\"details\":" + details)
        .raw("}}")
        .toByteArray();
  }
}
