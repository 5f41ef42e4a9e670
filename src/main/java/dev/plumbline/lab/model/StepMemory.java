package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.Transformer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was predicted after each beginning of an answer, for the whole process: canned prompts
 * repeat, and the same prompt, beginning and arithmetic give the same prediction, bit for bit. All
 * is forgotten at {@value #MOST_STEPS} steps, of some 500 bytes each.
 */
final class StepMemory {
  static final StepMemory SHARED = new StepMemory(StepMemory.MOST_STEPS);

  private static final int MOST_STEPS = 300_000;

  private final int mostSteps;
  private final Map<Key, Node> beginnings = new ConcurrentHashMap<>();
  private final AtomicInteger steps = new AtomicInteger();

  StepMemory(int mostSteps) {
    this.mostSteps = mostSteps;
  }

  /**
   * Transformers are compared by identity, as a model keeps one an arithmetic.
   *
   * @param answers with the arithmetic of the answer
   */
  private record Key(Transformer prompts, Transformer answers, TokenSequence prompt) {}

  /** A beginning of an answer. */
  static final class Node {
    private final Map<Integer, Node> longer = new ConcurrentHashMap<>(2);
    private volatile @Nullable Prediction prediction;

    /** What comes next; null where nobody has computed it yet. */
    @Nullable Prediction prediction() {
      return prediction;
    }

    Node after(int token) {
      return longer.computeIfAbsent(token, _ -> new Node());
    }
  }

  /** The empty beginning of the answer to a prompt. */
  Node beginning(Transformer prompts, Transformer answers, TokenSequence prompt) {
    return beginnings.computeIfAbsent(new Key(prompts, answers, prompt), _ -> new Node());
  }

  void remember(Node node, Prediction prediction) {
    node.prediction = prediction;
    if (steps.incrementAndGet() > mostSteps) {
      beginnings.clear();
      steps.set(0);
    }
  }

  /** How many are remembered. */
  int steps() {
    return steps.get();
  }
}
