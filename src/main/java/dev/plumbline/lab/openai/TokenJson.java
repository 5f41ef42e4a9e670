package dev.plumbline.lab.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.model.Step;
import dev.plumbline.lab.model.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** The unchanging parts of each token's JSON, written once per vocabulary. */
public final class TokenJson {
  /** What OpenAI says instead of a log-probability outside the 20 most probable tokens. */
  private static final double OUT_OF_RANGE = -9999;

  private static final int RANKS_KNOWN = 20;

  private final Vocabulary vocabulary;
  private final List<Piece> pieces;

  private static final class Piece {
    final byte[] beforeLogprob;
    final byte[] afterLogprob;

    Piece(String beforeLogprob, String afterLogprob) {
      this.beforeLogprob = beforeLogprob.getBytes(UTF_8);
      this.afterLogprob = afterLogprob.getBytes(UTF_8);
    }
  }

  private TokenJson(Vocabulary vocabulary, IntFunction<String> shown) {
    this.vocabulary = vocabulary;
    pieces = new ArrayList<>(vocabulary.size());
    for (int token = 0; token < vocabulary.size(); token++) {
      pieces.add(piece(vocabulary, token, shown.apply(token)));
    }
  }

  /** Tokens shown as their text. */
  public static TokenJson texts(Vocabulary vocabulary) {
    return new TokenJson(vocabulary, vocabulary::shown);
  }

  /** Tokens shown as vLLM's {@code return_tokens_as_token_ids} has them. */
  public static TokenJson ids(Vocabulary vocabulary) {
    return new TokenJson(vocabulary, token -> "token_id:" + token);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  private static Piece piece(Vocabulary vocabulary, int token, String shown) {
    return new Piece(
        "{\"token\":" + JsonBytes.quoted(shown) + ",\"logprob\":",
        ",\"bytes\":" + (token == vocabulary.end() ? "null" : bytes(vocabulary.bytes(token))));
  }

  private static String bytes(byte[] bytes) {
    StringBuilder json = new StringBuilder("[");
    for (byte b : bytes) {
      json.append(json.length() > 1 ? "," : "").append(b & 0xFF);
    }
    return json.append(']').toString();
  }

  /** {@code {"content":[…],"refusal":null}} for these steps. */
  void write(JsonBytes json, List<Step> steps) {
    json.raw("{\"content\":[");
    for (int i = 0; i < steps.size(); i++) {
      json.raw(i == 0 ? "" : ",");
      write(json, steps.get(i));
    }
    json.raw("],\"refusal\":null}");
  }

  private void write(JsonBytes json, Step step) {
    Piece emitted = pieces.get(step.token());
    json.raw(emitted.beforeLogprob)
        .logprob(step.rank() < RANKS_KNOWN ? step.logprob() : OUT_OF_RANGE)
        .raw(emitted.afterLogprob)
        .raw(",\"top_logprobs\":[");
    for (int rank = 0; rank < step.listed(); rank++) {
      Piece alternative = pieces.get(step.alternative(rank));
      json.raw(rank == 0 ? "" : ",")
          .raw(alternative.beforeLogprob)
          .logprob(step.alternativeLogprob(rank))
          .raw(alternative.afterLogprob)
          .raw("}");
    }
    json.raw("]}");
  }
}
