package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.Question;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.ServedModel;
import dev.plumbline.lab.model.Vocabulary;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Vertex AI's generateContent, which Gemini speaks. */
public final class GenerateContentDialect implements Dialect {
  private static final String STREAM = "streamGenerateContent";
  private static final Set<String> VERBS = Set.of("generateContent", STREAM);
  private static final int ID_LENGTH = 22;

  private final Vocabulary vocabulary;

  public GenerateContentDialect(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    Operation operation = Paths.operation(endpoint, below, "google");
    return operation != null && VERBS.contains(operation.verb()) ? operation : null;
  }

  @Override
  public byte @Nullable [] page(String below, List<ServedModel> served) {
    return null;
  }

  /** Without {@code alt=sse} a stream is one JSON list that grows. */
  @Override
  public Question read(Incoming incoming) throws RequestException {
    boolean stream = incoming.operation().verb().equals(STREAM);
    ContentRequest asked = ContentReader.read(incoming.body(), stream);
    Framing framing =
        "sse".equals(incoming.query().get("alt")) ? Framing.SERVER_SENT : Framing.LIST;
    return new Question(
        asked.request(),
        new ContentWriter(vocabulary, asked.listsTop(), asked.request().logprobs(), framing));
  }

  @Override
  public String answerId(String hex) {
    return hex.substring(0, ID_LENGTH);
  }

  @Override
  public List<Integer> oddErrors() {
    return List.of(500, 503, 504);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of("server-timing", "gfet4t7; dur=" + processing.toMillis());
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return GoogleError.of(problem).reply();
  }
}
