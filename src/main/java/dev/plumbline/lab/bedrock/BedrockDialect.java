package dev.plumbline.lab.bedrock;

import dev.plumbline.catalog.Capability;
import dev.plumbline.lab.anthropic.NewModels;
import dev.plumbline.lab.chat.ChatRequest;
import dev.plumbline.lab.chat.Dialect;
import dev.plumbline.lab.chat.ErrorReply;
import dev.plumbline.lab.chat.Operation;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.RequestException;
import dev.plumbline.lab.chat.ServedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What both wire formats of Bedrock's runtime share. */
abstract sealed class BedrockDialect implements Dialect permits InvokeDialect, ConverseDialect {
  private final Set<String> verbs;

  /** What stands before an error that the model itself reports. */
  private final String byModel;

  BedrockDialect(Set<String> verbs, String byModel) {
    this.verbs = verbs;
    this.byModel = byModel;
  }

  @Override
  public final @Nullable Operation operation(String endpoint, String below) {
    return Paths.operation(below, verbs);
  }

  @Override
  public final byte @Nullable [] page(String below, List<ServedModel> served) {
    return null;
  }

  @Override
  public final void check(ChatRequest request, Set<Capability> capabilities)
      throws RequestException {
    NewModels.check(request, capabilities);
  }

  @Override
  public final String requestId(String hex) {
    return "%s-%s-%s-%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20));
  }

  @Override
  public final String answerId(String hex) {
    return "msg_bdrk_" + hex;
  }

  @Override
  public final List<Integer> oddErrors() {
    return List.of(500, 503, 424, 408);
  }

  @Override
  public final Map<String, String> requestHeaders(String requestId, Duration processing) {
    return Map.of("x-amzn-requestid", requestId);
  }

  @Override
  public final ErrorReply error(Problem problem, @Nullable String requestId) {
    return BedrockError.of(problem, byModel).reply();
  }
}
