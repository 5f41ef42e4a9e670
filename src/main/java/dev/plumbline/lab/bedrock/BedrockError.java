package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.anthropic.ErrorBody;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import java.util.Map;

/**
 * A problem as Bedrock says it: its type stands in a header.
 *
 * @param more further fields of the body, each with the comma before it
 */
record BedrockError(int status, String type, String message, String more) {
  private static final String TYPE_HEADER = "x-amzn-errortype";
  private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";
  private static final String VALIDATION = "ValidationException";

  private BedrockError(int status, String type, String message) {
    this(status, type, message, "");
  }

  /**
   * @param byModel what stands before the words of the model itself
   */
  static BedrockError of(Problem problem, String byModel) {
    return switch (problem) {
      case Problem.Unreadable _ ->
          invalid("Malformed input request, please reformat your input and try again.");
      case Problem.Missing(String field) -> invalid(field + ": Field required");
      case Problem.Invalid(String field, String what) ->
          invalid(field.isEmpty() ? what : field + ": " + what);
      case Problem.NoLongerAccepted _ -> invalid(byModel + ErrorBody.of(problem).message());
      case Problem.ContextExceeded(int window, int prompt, _) ->
          invalid(
              prompt > window
                  ? "Input is too long for requested model."
                  : byModel + ErrorBody.of(problem).message());
      case Problem.TooLarge _ ->
          new BedrockError(413, "RequestEntityTooLargeException", "Request body is too large");
      case Problem.UnknownUrl _, Problem.WrongMethod _ ->
          new BedrockError(404, "UnknownOperationException", "Unknown operation");
      case Problem.UnknownModel _ ->
          new BedrockError(
              404,
              "ResourceNotFoundException",
              "Could not resolve the foundation model from the provided model identifier.");
      case Problem.RateLimited _ ->
          new BedrockError(
              429, "ThrottlingException", "Too many requests, please wait before trying again.");
      case Problem.ServerFailure(int status) -> failure(status);
    };
  }

  private static BedrockError invalid(String message) {
    return new BedrockError(400, VALIDATION, message);
  }

  private static BedrockError failure(int status) {
    return switch (status) {
      case 408 ->
          new BedrockError(
              status,
              "ModelTimeoutException",
              "Model has timed out in processing the request. Try your request again.");
      case 424 ->
          new BedrockError(
              status,
              "ModelErrorException",
              "The system encountered an unexpected error during processing. Try your request"
                  + " again.",
              ",\"originalStatusCode\":500,\"resourceName\":\"lab\"");
      case 503 ->
          new BedrockError(
              status, "ServiceUnavailableException", "Bedrock is unable to process your request.");
      default ->
          new BedrockError(
              status,
              "InternalServerException",
              "The system encountered an unexpected error during processing. Try your request"
                  + " again.");
    };
  }

  ErrorReply reply() {
    return new ErrorReply(status, Map.of(TYPE_HEADER, type + NAMESPACE), json());
  }

  /** The same in the middle of a stream. */
  byte[] frame() {
    boolean ofModel = status == 424 || status == 408;
    String inStream = ofModel ? "modelStreamErrorException" : lowerFirst(type);
    return EventFrame.exception(inStream, json());
  }

  private byte[] json() {
    return new JsonBytes().raw("{\"message\":").text(message).raw(more).raw("}").toByteArray();
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
