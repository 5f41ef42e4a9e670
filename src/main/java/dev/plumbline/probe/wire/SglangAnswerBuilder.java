package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one generation, or the events of a stream, each of which repeats those before it. */
final class SglangAnswerBuilder {
  private static final int LOGPROB = 0;
  private static final int TEXT = 2;

  private String text = "";
  private List<Token> tokens = List.of();
  private boolean said;
  private @Nullable String finishReason;
  private @Nullable String failure;
  private Answer.@Nullable Usage usage;

  /** One generation so far. A server set to send pieces alone sends a text that does not go on. */
  void add(JsonNode generation) {
    said = true;
    String now = WireJson.text(generation.path("text"));
    boolean repeats = now.startsWith(text);
    JsonNode meta = generation.path("meta_info");
    List<Token> listed = tokens(meta);
    tokens = repeats && listed.size() >= tokens.size() ? listed : joined(tokens, listed);
    text = repeats ? now : text + now;
    JsonNode finish = meta.path("finish_reason");
    String type = WireStatus.brief(WireJson.text(finish.path("type")));
    finishReason = type.isEmpty() ? finishReason : type;
    if (type.equals("abort")) {
      failure = WireJson.text(finish.path("message"));
    }
    if (meta.path("prompt_tokens").isIntegralNumber()) {
      usage =
          new Answer.Usage(
              meta.path("prompt_tokens").asInt(0),
              meta.path("completion_tokens").asInt(0),
              WireJson.countOrNull(meta.path("cached_tokens")));
    }
  }

  private static List<Token> joined(List<Token> before, List<Token> more) {
    List<Token> all = new ArrayList<>(before);
    all.addAll(more);
    return all;
  }

  private static List<Token> tokens(JsonNode meta) {
    JsonNode chosen = meta.path("output_token_logprobs");
    JsonNode top = meta.path("output_top_logprobs");
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      WireLogprobs.token(
              chosen.path(i), top.path(i), entry -> entry.path(TEXT), entry -> entry.path(LOGPROB))
          .ifPresent(tokens::add);
    }
    return tokens;
  }

  boolean said() {
    return said;
  }

  Outcome outcome(int status) {
    return failure == null
        ? new Outcome.Answered(
            new Answer(text, finishReason, List.copyOf(tokens), null, usage, List.of()))
        : new Outcome.TargetError(status, WireStatus.brief("aborted: " + failure), Cause.SERVER);
  }
}
