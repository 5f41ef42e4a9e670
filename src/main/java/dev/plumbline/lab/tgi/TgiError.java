package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A problem as the router says it; what is no request at all is refused in plain text. */
final class TgiError {
  private TgiError() {}

  static ErrorReply of(Problem problem) {
    return switch (problem) {
      case Problem.Unreadable(String why) ->
          text(400, "Failed to parse the request body as JSON: " + why);
      case Problem.Missing(String field) ->
          text(
              422,
              "Failed to deserialize the JSON body into the target type: missing field `%s`"
                  .formatted(field));
      case Problem.Invalid(String field, String what) ->
          invalid(field.isEmpty() ? what : "`%s` %s".formatted(field, what));
      case Problem.NoLongerAccepted(String field) ->
          invalid("`%s` is not supported".formatted(field));
      case Problem.TooLarge _ ->
          text(413, "Failed to buffer the request body: length limit exceeded");
      case Problem.UnknownUrl _ -> text(404, "");
      case Problem.WrongMethod _ -> text(405, "");
      case Problem.UnknownModel(String model) -> invalid("unknown model " + model);
      case Problem.ContextExceeded(int window, int prompt, int completion) ->
          invalid(tooLong(window, prompt, completion));
      case Problem.RateLimited _ -> error(429, "Model is overloaded", "overloaded");
      case Problem.ServerFailure(int status) ->
          status == 424
              ? error(
                  status, "Request failed during generation: Server error: CANCELLED", "generation")
              : error(status, "Incomplete generation", "incomplete_generation");
    };
  }

  private static String tooLong(int window, int prompt, int completion) {
    return prompt >= window
        ? "`inputs` must have less than %d tokens. Given: %d".formatted(window, prompt)
        : ("`inputs` tokens + `max_new_tokens` must be <= %d. Given: %d `inputs` tokens and %d"
                + " `max_new_tokens`")
            .formatted(window, prompt, completion);
  }

  private static ErrorReply invalid(String message) {
    return error(422, "Input validation error: " + message, "validation");
  }

  private static ErrorReply error(int status, String message, String type) {
    JsonBytes json =
        new JsonBytes()
            .raw("{\"error\":")
            .text(message)
            .raw(",\"error_type\":\"%s\"}".formatted(type));
    return new ErrorReply(status, json.toByteArray());
  }

  private static ErrorReply text(int status, String text) {
    return new ErrorReply(
        status,
        Map.of("Content-Type", "text/plain; charset=utf-8"),
        text.getBytes(StandardCharsets.UTF_8));
  }
}
