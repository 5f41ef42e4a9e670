package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.Allowance;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI chat completions as Azure serves them: the path names a deployment, the model in the body
 * counts for nothing, each request says which version of the API it means, and a content filter
 * reports what it found.
 */
public final class AzureDialect implements Dialect {
  private static final Pattern DEPLOYMENT = Pattern.compile(".*/openai/deployments/[^/]+");

  private static final List<String> ADDED_BY_OTHERS =
      List.of(
          "cache_salt",
          "priority",
          "prompt_logprobs",
          "return_token_ids",
          "return_tokens_as_token_ids",
          "routed_dp_rank",
          "top_k");

  private final OpenAiDialect openAi;

  public AzureDialect(OpenAiDialect openAi) {
    this.openAi = openAi;
  }

  /**
   * Whether an endpoint is a deployment of Azure's.
   *
   * @param endpoint its path
   */
  public static boolean isDeployment(String endpoint) {
    return DEPLOYMENT.matcher(endpoint).matches();
  }

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    boolean chat = below.equals(OpenAiDialect.CHAT) && isDeployment(endpoint);
    return chat ? new Operation("chat", null) : null;
  }

  @Override
  public byte @Nullable [] page(String below, List<ServedModel> served) {
    return null;
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    if (!incoming.query().containsKey("api-version")) {
      throw new RequestException(new Problem.UnknownUrl("POST", OpenAiDialect.CHAT));
    }
    refuseOthers(Fields.of(incoming.body()));
    ChatQuestion asked = ChatRequestReader.read(incoming.body());
    Map<String, String> headers = Map.of("x-ms-region", "Lab");
    return new Question(
        asked.request().of(null), openAi.writer(asked.options(), ContentFilter.AZURE, headers));
  }

  /** OpenAI's own models, here and there, know nothing of what other servers added. */
  private static void refuseOthers(Fields fields) throws RequestException {
    for (String added : ADDED_BY_OTHERS) {
      if (fields.node(added) != null) {
        throw Fields.invalid(added, "unrecognized request argument supplied");
      }
    }
  }

  @Override
  public String answerId(String hex) {
    return openAi.answerId(hex);
  }

  @Override
  public List<Integer> oddErrors() {
    return openAi.oddErrors();
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-request-id", requestId);
    headers.put("apim-request-id", requestId);
    return headers;
  }

  @Override
  public Map<String, String> limitHeaders(Allowance allowance, Instant now) {
    return openAi.limitHeaders(allowance, now);
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return AzureError.of(problem);
  }
}
