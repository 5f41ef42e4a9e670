package dev.plumbline.lab.tgi;

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
import org.jspecify.annotations.Nullable;

/**
 * Text Generation Inference: the client lays out the prompt, and a server has one model, which
 * nobody need name. Its root answers too, as clients of many tasks expect it.
 */
public final class TgiDialect implements Dialect {
  private static final Operation WHOLE = new Operation("generate", null);
  private static final Operation STREAM = new Operation("generate_stream", null);
  private static final Operation ROOT = new Operation("root", null);

  private final Vocabulary vocabulary;

  public TgiDialect(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    return switch (below) {
      case "/generate" -> WHOLE;
      case "/generate_stream" -> STREAM;
      case "", "/" -> ROOT;
      default -> null;
    };
  }

  @Override
  public byte @Nullable [] page(String below, List<ServedModel> served) {
    return below.equals("/info") ? Info.of(served.getFirst()) : null;
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    boolean root = incoming.operation().equals(ROOT);
    TextRequest asked = TextReader.read(incoming, vocabulary, root);
    return new Question(asked.request(), new TextWriter(vocabulary, asked, root));
  }

  static boolean streams(Operation operation) {
    return operation.equals(STREAM);
  }

  @Override
  public String answerId(String hex) {
    return hex;
  }

  /** 424 says that the shards failed. */
  @Override
  public List<Integer> oddErrors() {
    return List.of(424, 500);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of();
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return TgiError.of(problem);
  }
}
