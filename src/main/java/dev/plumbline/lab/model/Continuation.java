package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One answer under way. Computes only what nobody has computed before. For one thread. */
final class Continuation {
  private final Vocabulary vocabulary;
  private final Transformer prompts;
  private final Batcher batcher;
  private final TokenSequence prompt;
  private final List<Integer> answer = new ArrayList<>();
  private StepMemory.Node node;

  /** Of the prompt and the first tokens of the answer; null as long as all steps are known. */
  private @Nullable KeyValueCache cache;

  Continuation(
      Vocabulary vocabulary,
      Transformer prompts,
      Transformer answers,
      Batcher batcher,
      TokenSequence prompt) {
    this.vocabulary = vocabulary;
    this.prompts = prompts;
    this.batcher = batcher;
    this.prompt = prompt;
    this.node = StepMemory.SHARED.beginning(prompts, answers, prompt);
  }

  /** What the model expects after the prompt and the answer so far. */
  Prediction next() {
    Prediction known = node.prediction();
    if (known == null) {
      known = answer.isEmpty() ? read().next() : Prediction.of(logits(), vocabulary);
      StepMemory.SHARED.remember(node, known);
    }
    return known;
  }

  void append(int token) {
    answer.add(token);
    node = node.after(token);
  }

  private PromptMemory.ReadPrompt read() {
    return PromptMemory.SHARED.read(prompts, prompt, vocabulary);
  }

  /** What {@link #next()} is made of, computed anew: one a token of the vocabulary. */
  float[] logits() {
    if (answer.isEmpty()) {
      return read().logits();
    }
    if (cache == null) {
      cache = read().cache().fork();
    }
    int[] unread =
        answer.subList(cache.length() - prompt.length(), answer.size()).stream()
            .mapToInt(Integer::intValue)
            .toArray();
    return unread.length == 1 ? batcher.step(cache, unread[0]) : batcher.reread(cache, unread);
  }
}
