package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.model.PromptToken;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes log-probabilities as {@code [logprob, token id, text or null]}. Of the prompt's tokens the
 * first that is listed has none.
 */
record MetaLogprobs(Vocabulary vocabulary, GenerateRequest.Options options) {

  /** Fields of {@code meta_info}, each with the comma before it. */
  void write(JsonBytes json, List<PromptToken> prompt, List<Step> steps) {
    List<PromptToken> listed =
        options.start() < 0
            ? List.of()
            : prompt.subList(Math.min(options.start(), prompt.size()), prompt.size());
    field(json, "input_token_logprobs", listed, this::promptToken);
    field(json, "output_token_logprobs", steps, this::chosen);
    if (options.top() > 0) {
      field(json, "input_top_logprobs", listed, this::promptTop);
      field(json, "output_top_logprobs", steps, this::top);
    }
    if (!options.tokens().isEmpty()) {
      field(json, "output_token_ids_logprobs", steps, this::asked);
    }
  }

  private static <T> void field(
      JsonBytes json, String name, List<T> items, BiConsumer<JsonBytes, T> writer) {
    json.raw(",\"%s\":[".formatted(name));
    for (int i = 0; i < items.size(); i++) {
      json.raw(i == 0 ? "" : ",");
      writer.accept(json, items.get(i));
    }
    json.raw("]");
  }

  private void promptToken(JsonBytes json, PromptToken token) {
    if (token.isFirst()) {
      json.raw("[null,%d,".formatted(token.token()));
      text(json, token.token());
      json.raw("]");
    } else {
      one(json, token.logprob(), token.token());
    }
  }

  private void promptTop(JsonBytes json, PromptToken token) {
    if (token.isFirst()) {
      json.raw("null");
      return;
    }
    json.raw("[");
    for (int rank = 0; rank < token.listed(); rank++) {
      json.raw(rank == 0 ? "" : ",");
      one(json, token.alternativeLogprob(rank), token.alternative(rank));
    }
    json.raw("]");
  }

  private void chosen(JsonBytes json, Step step) {
    one(json, step.logprob(), step.token());
  }

  private void top(JsonBytes json, Step step) {
    json.raw("[");
    for (int rank = 0; rank < step.listed(); rank++) {
      json.raw(rank == 0 ? "" : ",");
      one(json, step.alternativeLogprob(rank), step.alternative(rank));
    }
    json.raw("]");
  }

  private void asked(JsonBytes json, Step step) {
    json.raw("[");
    for (int i = 0; i < options.tokens().size(); i++) {
      json.raw(i == 0 ? "" : ",");
      one(json, step.askedLogprob(i), options.tokens().get(i));
    }
    json.raw("]");
  }

  private void one(JsonBytes json, double logprob, int token) {
    json.raw("[").logprob(logprob).raw(",%d,".formatted(token));
    text(json, token);
    json.raw("]");
  }

  private void text(JsonBytes json, int token) {
    json.textOrNull(options.texts() ? vocabulary.shown(token) : null);
  }
}
