package dev.plumbline.lab.vertex;

import dev.plumbline.catalog.Capability;
import dev.plumbline.lab.anthropic.ErrorBody;
import dev.plumbline.lab.anthropic.MessagesRequestReader;
import dev.plumbline.lab.anthropic.MessagesWriter;
import dev.plumbline.lab.anthropic.NewModels;
import dev.plumbline.lab.anthropic.PlatformVersion;
import dev.plumbline.lab.chat.ChatRequest;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Claude's Messages as Vertex AI's rawPredict carries them. What Google's front end refuses is said
 * in its words, what the model refuses in Anthropic's.
 */
public final class RawPredictDialect implements Dialect {
  private static final String STREAM = "streamRawPredict";
  private static final Set<String> VERBS = Set.of("rawPredict", STREAM);
  private static final String VERSION_FIELD = "anthropic_version";
  private static final Set<String> OWN = Set.of(VERSION_FIELD, "anthropic_beta", "stream");
  private static final int OVERLOADED = 529;

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    Operation operation = Paths.operation(endpoint, below, "anthropic");
    return operation != null && VERBS.contains(operation.verb()) ? operation : null;
  }

  @Override
  public byte @Nullable [] page(String below, List<ServedModel> served) {
    return null;
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    Fields fields = Fields.of(incoming.body());
    String version = fields.textOrNull(VERSION_FIELD);
    if (version == null) {
      throw new RequestException(new Problem.Missing(VERSION_FIELD));
    }
    if (!PlatformVersion.isOne(version, "vertex-")) {
      throw Fields.invalid(VERSION_FIELD, "\"%s\" is not a valid version".formatted(version));
    }
    fields.flag("stream");
    boolean stream = incoming.operation().verb().equals(STREAM);
    return new Question(MessagesRequestReader.read(fields, OWN, stream), new MessagesWriter());
  }

  @Override
  public void check(ChatRequest request, Set<Capability> capabilities) throws RequestException {
    NewModels.check(request, capabilities);
  }

  @Override
  public String requestId(String hex) {
    return "req_vrtx_" + hex;
  }

  @Override
  public String answerId(String hex) {
    return "msg_vrtx_" + hex;
  }

  @Override
  public List<Integer> oddErrors() {
    return List.of(500, 503, OVERLOADED);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of("request-id", requestId);
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return switch (problem) {
      case Problem.Missing _,
          Problem.Invalid _,
          Problem.NoLongerAccepted _,
          Problem.ContextExceeded _ ->
          ErrorBody.of(problem).reply(requestId);
      case Problem.ServerFailure(int status) when status == OVERLOADED ->
          ErrorBody.of(problem).reply(requestId);
      case Problem.Unreadable _,
          Problem.TooLarge _,
          Problem.UnknownUrl _,
          Problem.WrongMethod _,
          Problem.UnknownModel _,
          Problem.RateLimited _,
          Problem.ServerFailure _ ->
          GoogleError.of(problem).reply();
    };
  }
}
