package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;

/** A problem as SGLang says it, or the web framework under it. */
final class SglangError {
  private SglangError() {}

  static ErrorReply of(Problem problem) {
    return switch (problem) {
      case Problem.Unreadable(String why) -> error(400, "JSON decode error: " + why);
      case Problem.Missing(String field) -> error(400, field + " should be provided.");
      case Problem.Invalid(String field, String what) ->
          error(400, field.isEmpty() ? what : field + " " + what + ".");
      case Problem.NoLongerAccepted(String field) -> error(400, field + " is not supported.");
      case Problem.TooLarge _ -> error(413, "Request body is too large.");
      case Problem.UnknownUrl _ -> detail(404, "Not Found");
      case Problem.WrongMethod _ -> detail(405, "Method Not Allowed");
      case Problem.UnknownModel(String model) -> error(404, "Unknown model " + model);
      case Problem.ContextExceeded(int window, int prompt, int completion) ->
          error(400, tooLong(window, prompt, completion));
      case Problem.RateLimited _ -> error(429, "The request queue is full.");
      case Problem.ServerFailure(int status) ->
          error(
              status,
              status == 503 ? "The request queue is full." : "Internal server error in scheduler");
    };
  }

  private static String tooLong(int window, int prompt, int completion) {
    return prompt >= window
        ? "The input (%d tokens) is longer than the model's context length (%d tokens)."
            .formatted(prompt, window)
        : ("Requested token count exceeds the model's maximum context length of %d tokens. You"
                + " requested a total of %d tokens: %d tokens from the input messages and %d tokens"
                + " for the completion. Please reduce the number of tokens in the input messages or"
                + " the completion to fit within the limit.")
            .formatted(window, prompt + completion, prompt, completion);
  }

  private static ErrorReply error(int status, String message) {
    JsonBytes json = new JsonBytes().raw("{\"error\":{\"message\":").text(message).raw("}}");
    return new ErrorReply(status, json.toByteArray());
  }

  private static ErrorReply detail(int status, String detail) {
    JsonBytes json = new JsonBytes().raw("{\"detail\":").text(detail).raw("}");
    return new ErrorReply(status, json.toByteArray());
  }
}
