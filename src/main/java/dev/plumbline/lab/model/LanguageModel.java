package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Arithmetic;
import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A transformer as servers run it: in any arithmetic, batched, remembering prompts and steps.
 * Thread-safe; each answer is written by a {@link Continuation} of its own.
 */
public final class LanguageModel {
  /** A longer prompt is read from where so many tokens are left: attention does not reach back. */
  private static final int REACH = 8_192;

  /** What servers ask {@code approx_max_k} for. */
  private static final double RECALL = 0.95;

  private final Vocabulary vocabulary;
  private final Transformer transformer;
  private final PartialReduction reduction;
  private final Map<Arithmetic, Transformer> transformers = new ConcurrentHashMap<>();
  private final Map<Transformer, Batcher> batchers = new ConcurrentHashMap<>();

  LanguageModel(Vocabulary vocabulary, Transformer transformer) {
    this.vocabulary = vocabulary;
    this.transformer = transformer;
    this.reduction = PartialReduction.of(vocabulary.size(), Prediction.KEPT, RECALL);
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** How the vocabulary's best tokens are found approximately. */
  PartialReduction reduction() {
    return reduction;
  }

  /**
   * Starts an answer.
   *
   * @param batchSize requests that decode together, this one included
   */
  Continuation begin(TokenSequence prompt, Numerics numerics, int batchSize) {
    Transformer prompts = in(numerics.ofPrompts());
    Transformer answers = in(numerics.ofAnswers(batchSize));
    Batcher batcher = batchers.computeIfAbsent(answers, Batcher::new);
    return new Continuation(vocabulary, prompts, answers, batcher, prompt.last(REACH));
  }

  /**
   * What the model expected at each token of a prompt.
   *
   * @param listed alternatives at each
   */
  public List<PromptToken> read(TokenSequence prompt, Numerics numerics, int listed) {
    Transformer transformer = in(numerics.ofPrompts());
    KeyValueCache cache = transformer.newCache();
    List<PromptToken> read = new ArrayList<>(prompt.length());
    float[] expected = {};
    for (int i = 0; i < prompt.length(); i++) {
      int token = prompt.id(i);
      read.add(
          i == 0 ? PromptToken.first(token) : PromptToken.of(token, expected, listed, numerics));
      expected = Workers.compute(() -> transformer.prefill(cache, token));
    }
    return read;
  }

  private Transformer in(Arithmetic arithmetic) {
    return transformers.computeIfAbsent(arithmetic, transformer::with);
  }
}
