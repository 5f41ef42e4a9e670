package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Incoming;
import dev.plumbline.lab.chat.JsonBytes;
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
 * SGLang's own {@code /generate}: the client lays out the prompt, and a server has one model, which
 * nobody need name.
 */
public final class SglangDialect implements Dialect {
  private final Vocabulary vocabulary;

  public SglangDialect(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  @Override
  public @Nullable Operation operation(String endpoint, String below) {
    return below.equals("/generate") ? new Operation("generate", null) : null;
  }

  @Override
  public byte @Nullable [] page(String below, List<ServedModel> served) {
    if (!below.equals("/get_model_info")) {
      return null;
    }
    String model = JsonBytes.quoted(served.getFirst().id());
    return new JsonBytes()
        .raw(
            "{\"model_path\":%1$s,\"tokenizer_path\":%1$s,\"is_generation\":true}".formatted(model))
        .toByteArray();
  }

  @Override
  public Question read(Incoming incoming) throws RequestException {
    GenerateRequest asked = GenerateReader.read(incoming.body(), vocabulary);
    return new Question(asked.request(), new GenerateWriter(vocabulary, asked.options()));
  }

  @Override
  public String answerId(String hex) {
    return hex;
  }

  @Override
  public List<Integer> oddErrors() {
    return List.of(500, 503);
  }

  @Override
  public Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of();
  }

  @Override
  public ErrorReply error(Problem problem, @Nullable String requestId) {
    return SglangError.of(problem);
  }
}
