package dev.plumbline.lab.model;

import java.util.List;

/**
 * How an answer is drawn.
 *
 * @param temperature 0 for greedy decoding
 * @param topP smallest share of probability kept, most probable tokens first; 1 keeps the whole
 *     head. Tokens outside the head are never drawn.
 * @param maxTokens at most so many tokens
 * @param stop texts that end the answer and are not part of it
 * @param alternatives how many tokens each step lists, most probable first
 */
public record Sampling(
    double temperature, double topP, int maxTokens, List<String> stop, int alternatives) {}
