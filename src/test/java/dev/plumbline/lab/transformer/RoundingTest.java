package dev.plumbline.lab.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How far rounding moves what the lab's models say, along the texts of the golden file: large
 * enough to be seen as on a real fleet, small enough that answers stay what they are.
 */
class RoundingTest {

  /**
   * @param rms difference of the log-probability of the most probable token, in nats
   * @param largest of these differences
   * @param flips share of positions where another token is the most probable one
   */
  private record Difference(double rms, double largest, double flips) {
    static Difference of(List<float[]> some, List<float[]> others) {
      double squares = 0;
      double largest = 0;
      int flips = 0;
      for (int i = 0; i < some.size(); i++) {
        int best = LogProbabilities.argmax(some.get(i));
        double difference =
            LogProbabilities.of(some.get(i))[best] - LogProbabilities.of(others.get(i))[best];
        squares += difference * difference;
        largest = Math.max(largest, Math.abs(difference));
        flips += LogProbabilities.argmax(others.get(i)) == best ? 0 : 1;
      }
      int positions = some.size();
      return new Difference(Math.sqrt(squares / positions), largest, (double) flips / positions);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"large", "small"})
  void bfloat16MovesLogProbabilities(String name) throws IOException {
    Weights weights = Weights.named(name, Precision.STORED);
    List<float[]> exact = logits(name, weights, Arithmetic.FP32);
    System.out.println(name + " positions " + exact.size());
    System.out.println(
        "fp32, 8 splits: " + Difference.of(exact, logits(name, weights, Arithmetic.FP32.withSplits(8))));
    List<List<float[]>> all = new ArrayList<>();
    for (int batch = 1; batch <= 16; batch *= 2) {
      List<float[]> rounded = logits(name, weights, Arithmetic.BF16.forBatch(batch));
      System.out.println("bf16, batch " + batch + ": " + Difference.of(exact, rounded));
      all.add(rounded);
    }
    System.out.println("bf16, batch 16 and 8: " + Difference.of(all.get(4), all.get(3)));
    System.out.println("bf16, batch 16 and 1: " + Difference.of(all.get(4), all.get(0)));
    System.out.println("bf16, batch 2 and 1: " + Difference.of(all.get(1), all.get(0)));
    System.out.println(
        "bf16, batch 4, rotated: "
            + Difference.of(
                all.get(2),
                logits(name, weights, Arithmetic.BF16.forBatch(4).withRotation(1))));
    Weights int8 = Weights.named(name, Precision.INT8);
    System.out.println("int8, fp32: " + Difference.of(exact, logits(name, int8, Arithmetic.FP32)));
  }

  /** Of all positions of all texts; the texts are stepped together. */
  private static List<float[]> logits(String name, Weights weights, Arithmetic arithmetic)
      throws IOException {
    Transformer model = Transformer.of(weights, arithmetic);
    List<int[]> texts = Golden.read().of(name).stream().map(Golden.Continuation::tokens).toList();
    List<KeyValueCache> caches = texts.stream().map(_ -> model.newCache()).toList();
    List<float[]> logits = new ArrayList<>();
    int longest = texts.stream().mapToInt(text -> text.length).max().orElseThrow();
    for (int at = 0; at < longest; at++) {
      int position = at;
      int[] going =
          IntStream.range(0, texts.size()).filter(i -> position < texts.get(i).length).toArray();
      int[] tokens = IntStream.of(going).map(i -> texts.get(i)[position]).toArray();
      List<KeyValueCache> batch = IntStream.of(going).mapToObj(caches::get).toList();
      logits.addAll(List.of(model.step(batch, tokens)));
    }
    return logits;
  }
}
