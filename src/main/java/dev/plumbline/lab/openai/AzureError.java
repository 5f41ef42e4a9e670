package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;

/** What Azure's gateway says itself; other problems are passed on in OpenAI's words. */
final class AzureError {
  private AzureError() {}

  static ErrorReply of(Problem problem) {
    return switch (problem) {
      case Problem.UnknownUrl(_, String path) ->
          AzureDialect.isDeployment(parent(path))
              ? gateway(
                  404,
                  "DeploymentNotFound",
                  "The API deployment for this resource does not exist. If you created the"
                      + " deployment within the last 5 minutes, please wait a moment and try again.")
              : gateway(404, "404", "Resource not found");
      case Problem.WrongMethod _ -> gateway(404, "404", "Resource not found");
      case Problem.RateLimited _ ->
          gateway(
              429,
              "429",
              "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have"
                  + " exceeded call rate limit of your current pricing tier. Please retry later.");
      case Problem.Unreadable _,
          Problem.Missing _,
          Problem.Invalid _,
          Problem.NoLongerAccepted _,
          Problem.TooLarge _,
          Problem.UnknownModel _,
          Problem.ContextExceeded _,
          Problem.ServerFailure _ ->
          ApiError.of(problem).reply();
    };
  }

  private static String parent(String path) {
    return path.endsWith(OpenAiDialect.CHAT)
        ? path.substring(0, path.length() - OpenAiDialect.CHAT.length())
        : path;
  }

  private static ErrorReply gateway(int status, String code, String message) {
    JsonBytes json =
        new JsonBytes()
            .raw("{\"error\":{\"code\":")
            .text(code)
            .raw(",\"message\":")
            .text(message)
            .raw("}}");
    return new ErrorReply(status, json.toByteArray());
  }
}
