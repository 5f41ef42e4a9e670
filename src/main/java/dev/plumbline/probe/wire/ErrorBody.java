package dev.plumbline.probe.wire;

import dev.plumbline.probe.Cause;
import dev.plumbline.probe.RawResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a response that is no answer says of the reason.
 *
 * @param names what the error is called, in lower case: by a header of AWS, by fields of the others
 * @param message for people
 */
record ErrorBody(Set<String> names, String message) {
  private static final Set<String> QUOTA =
      Set.of("insufficient_quota", "servicequotaexceededexception", "billing_error");

  /** AWS and TGI answer with statuses below 500 where the model, not the caller, is to blame. */
  private static final Set<String> THE_SERVERS =
      Set.of(
          "modelerrorexception",
          "modeltimeoutexception",
          "modelnotreadyexception",
          "generation",
          "incomplete_generation");

  private static final Set<String> CONTEXT =
      Set.of("context_length_exceeded", "request_too_large", "model_context_window_exceeded");
  private static final Set<String> SAFETY =
      Set.of("content_filter", "responsibleaipolicyviolation");
  private static final Set<String> MODEL =
      Set.of("model_not_found", "resourcenotfoundexception", "deploymentnotfound");

  /** As vLLM, SGLang, TGI, Anthropic, Bedrock, Gemini and TensorRT-LLM put it. */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          "prompt is too long|input is too long|maximum context length|context length is"
              + "|longer than the model's context|exceeds the maximum number of tokens"
              + "|must have less than \\d+ tokens|`inputs` must have|`max_new_tokens` must be <="
              + "|input token count is \\d+ but model only supports|context window|max_seq_len|maximum input length|exceed context limit");

  /** Some give no name, or one for everything that is not found. */
  private static final Pattern NO_MODEL =
      Pattern.compile(
          "model\\b.*(does not exist|not found|not exist|unknown|not supported)|^model:");

  static ErrorBody of(RawResponse response, byte[] bytes) {
    JsonNode body = WireJson.object(bytes).orElse(MissingNode.getInstance());
    return new ErrorBody(
        names(response, body),
        body.isObject() ? WireStatus.detail(body) : WireStatus.notTheFormat(bytes));
  }

  /** Of an error within a stream. */
  static ErrorBody named(String name, String message) {
    return new ErrorBody(Set.of(name.toLowerCase(Locale.ROOT)), message);
  }

  private static Set<String> names(RawResponse response, JsonNode body) {
    JsonNode error = body.path("error");
    Stream<String> header =
        response.headers().getOrDefault("x-amzn-errortype", List.of()).stream()
            .map(value -> value.replaceFirst("[:#].*", ""));
    Stream<String> fields =
        Stream.of(
                error.path("code"),
                error.path("type"),
                error.path("status"),
                error.path("innererror").path("code"),
                body.path("error_type"),
                body.path("__type"),
                body.path("code"),
                body.path("type"))
            .map(WireJson::text)
            .map(name -> name.substring(name.indexOf('#') + 1));
    return Stream.concat(header, fields)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean isQuota() {
    return isOneOf(QUOTA);
  }

  boolean isTheServers() {
    return isOneOf(THE_SERVERS);
  }

  /** Why a request was declined. */
  Cause refusal(int status) {
    String said = message.toLowerCase(Locale.ROOT);
    if (status == 413 || isOneOf(CONTEXT) || TOO_LONG.matcher(said).find()) {
      return Cause.CONTEXT_EXCEEDED;
    }
    if (isOneOf(SAFETY)) {
      return Cause.SAFETY;
    }
    if (status == 402) {
      return Cause.QUOTA;
    }
    return status == 404 || isOneOf(MODEL) || NO_MODEL.matcher(said).find()
        ? Cause.MODEL
        : Cause.PARAMETER;
  }

  private boolean isOneOf(Set<String> some) {
    return names.stream().anyMatch(some::contains);
  }
}
