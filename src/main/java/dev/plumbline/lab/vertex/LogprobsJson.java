package dev.plumbline.lab.vertex;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.util.List;

/** Writes what is told of each token: the chosen one and, where asked for, the most probable. */
record LogprobsJson(Vocabulary vocabulary, boolean listsTop) {

  /** A field, with the comma before it. */
  void write(JsonBytes json, List<Step> steps) {
    json.raw(",\"logprobsResult\":{");
    if (listsTop) {
      json.raw("\"topCandidates\":[");
      for (int i = 0; i < steps.size(); i++) {
        json.raw(i == 0 ? "{\"candidates\":[" : ",{\"candidates\":[");
        top(json, steps.get(i));
        json.raw("]}");
      }
      json.raw("],");
    }
    json.raw("\"chosenCandidates\":[");
    for (int i = 0; i < steps.size(); i++) {
      json.raw(i == 0 ? "" : ",");
      candidate(json, steps.get(i).token(), steps.get(i).logprob());
    }
    json.raw("]}");
  }

  private void top(JsonBytes json, Step step) {
    for (int rank = 0; rank < step.listed(); rank++) {
      json.raw(rank == 0 ? "" : ",");
      candidate(json, step.alternative(rank), step.alternativeLogprob(rank));
    }
  }

  private void candidate(JsonBytes json, int token, double logprob) {
    json.raw("{\"token\":")
        .text(vocabulary.shown(token))
        .raw(",\"tokenId\":%d,\"logProbability\":".formatted(token))
        .logprob(logprob)
        .raw("}");
  }
}
