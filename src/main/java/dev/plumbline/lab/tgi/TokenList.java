package dev.plumbline.lab.tgi;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.model.PromptToken;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;

/**
 * Writes tokens with their log-probabilities.
 *
 * @param top how many of the most probable ones are listed at each
 */
record TokenList(Vocabulary vocabulary, int top) {

  /** The prompt's tokens, without brackets. */
  static void prompt(JsonBytes json, List<PromptToken> tokens, Vocabulary vocabulary) {
    for (int i = 0; i < tokens.size(); i++) {
      PromptToken token = tokens.get(i);
      json.raw(i == 0 ? "{" : ",{")
          .raw("\"id\":%d,\"text\":".formatted(token.token()))
          .text(vocabulary.shown(token.token()))
          .raw(",\"logprob\":");
      if (token.isFirst()) {
        json.raw("null");
      } else {
        json.logprob(token.logprob());
      }
      json.raw("}");
    }
  }

  /** Closes the list before, and writes all tokens. */
  void whole(JsonBytes json, GeneratedTokens tokens) {
    json.raw("],\"tokens\":[");
    for (int i = 0; i < tokens.count(); i++) {
      json.raw(i == 0 ? "" : ",");
      token(json, tokens, i);
    }
    json.raw("]");
    if (top > 0) {
      json.raw(",\"top_tokens\":[");
      for (int i = 0; i < tokens.count(); i++) {
        json.raw(i == 0 ? "" : ",");
        top(json, tokens.step(i));
      }
      json.raw("]");
    }
  }

  /** The fields of one event, each with the comma before it. */
  void event(JsonBytes json, GeneratedTokens tokens, int at) {
    json.raw(",\"token\":");
    token(json, tokens, at);
    if (top > 0) {
      json.raw(",\"top_tokens\":");
      top(json, tokens.step(at));
    }
  }

  private static void token(JsonBytes json, GeneratedTokens tokens, int at) {
    Step step = tokens.step(at);
    one(json, step.token(), tokens.text(at), step.logprob(), tokens.isSpecial(at));
  }

  private void top(JsonBytes json, Step step) {
    json.raw("[");
    for (int rank = 0; rank < Math.min(top, step.listed()); rank++) {
      int token = step.alternative(rank);
      boolean special = vocabulary.ends(token);
      String text = special ? vocabulary.written(token) : vocabulary.shown(token);
      json.raw(rank == 0 ? "" : ",");
      one(json, token, text, step.alternativeLogprob(rank), special);
    }
    json.raw("]");
  }

  private static void one(JsonBytes json, int token, String text, double logprob, boolean special) {
    json.raw("{\"id\":%d,\"text\":".formatted(token))
        .text(text)
        .raw(",\"logprob\":")
        .logprob(logprob)
        .raw(",\"special\":%s}".formatted(special));
  }
}
