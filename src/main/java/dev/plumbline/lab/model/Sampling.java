package dev.plumbline.lab.model;

import java.util.List;

/**
 * How an answer is drawn.
 *
 * @param temperature 0 for greedy decoding
 * @param topP smallest share of probability kept, most probable tokens first; 1 keeps all that are
 *     drawn from
 * @param topK how many of the most probable tokens are drawn from; no more than {@value
 *     Prediction#KEPT} ever are
 * @param maxTokens at most so many tokens
 * @param stop texts that end the answer and are not part of it
 * @param alternatives how many tokens each step lists, most probable first
 * @param tokens whose log-probabilities each step tells, whatever they are
 */
public record Sampling(
    double temperature,
    double topP,
    int topK,
    int maxTokens,
    List<String> stop,
    int alternatives,
    List<Integer> tokens) {
  /** Draws from all that are kept. */
  public static final int ALL = Integer.MAX_VALUE;

  /** Without tokens that are told of whatever they are. */
  public Sampling(
      double temperature,
      double topP,
      int topK,
      int maxTokens,
      List<String> stop,
      int alternatives) {
    this(temperature, topP, topK, maxTokens, stop, alternatives, List.of());
  }
}
