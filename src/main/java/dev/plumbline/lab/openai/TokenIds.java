package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.model.PromptToken;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Fields that vLLM and SGLang add to OpenAI's, each with the comma before it. */
final class TokenIds {
  private TokenIds() {}

  static String ofPrompt(AnswerHead head) {
    return ",\"prompt_token_ids\":"
        + IntStream.range(0, head.promptLength())
            .map(head.prompt()::id)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "[", "]"));
  }

  static String ofSteps(List<Step> steps) {
    return ",\"token_ids\":"
        + steps.stream()
            .map(step -> Integer.toString(step.token()))
            .collect(Collectors.joining(",", "[", "]"));
  }

  /** Nothing for the first token; of each other the best ones, and itself where it is not one. */
  static void promptLogprobs(JsonBytes json, List<PromptToken> tokens, Vocabulary vocabulary) {
    json.raw(",\"prompt_logprobs\":[");
    for (int i = 0; i < tokens.size(); i++) {
      json.raw(i == 0 ? "" : ",");
      if (tokens.get(i).isFirst()) {
        json.raw("null");
      } else {
        expected(json, tokens.get(i), vocabulary);
      }
    }
    json.raw("]");
  }

  private static void expected(JsonBytes json, PromptToken token, Vocabulary vocabulary) {
    json.raw("{");
    one(json, vocabulary, token.token(), token.logprob(), token.rank());
    for (int rank = 0; rank < token.listed(); rank++) {
      if (token.alternative(rank) != token.token()) {
        json.raw(",");
        one(json, vocabulary, token.alternative(rank), token.alternativeLogprob(rank), rank);
      }
    }
    json.raw("}");
  }

  private static void one(
      JsonBytes json, Vocabulary vocabulary, int token, double logprob, int rank) {
    json.raw("\"%d\":{\"logprob\":".formatted(token))
        .logprob(logprob)
        .raw(",\"rank\":%d,\"decoded_token\":".formatted(rank + 1))
        .text(vocabulary.shown(token))
        .raw("}");
  }
}
