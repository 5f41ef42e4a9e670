package dev.plumbline.lab.transformer;

import dev.plumbline.testing.Benchmarks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

/** Tokens a second a thread: written one at a time, written in a batch, and read as a prompt. */
@Tag("benchmark")
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class TransformerBenchmark {
  private static final int BATCH = 8;
  private static final int PROMPT = 256;

  @Test
  void measure() throws RunnerException {
    Benchmarks.run(TransformerBenchmark.class);
  }

  /** A model of the lab's sizes with random weights, and a prompt of {@value #PROMPT} tokens. */
  @State(Scope.Thread)
  public static class Model {
    @Param({"large", "small"})
    public String size = "large";

    @Param({"NONE", "BF16"})
    public Arithmetic.Rounding rounding = Arithmetic.Rounding.BF16;

    @Param({"1", "16"})
    public int splits = 1;

    private Transformer transformer =
        Transformer.of(SeededModel.weights(SeededModel.TINY), Arithmetic.FP32);
    private final int[] prompt = IntStream.range(0, PROMPT).map(i -> 7 * i).toArray();
    private KeyValueCache read = transformer.newCache();

    @Setup
    public void prepare() {
      ModelShape shape = size.equals("large") ? SeededModel.LARGE : SeededModel.SMALL;
      Arithmetic arithmetic = new Arithmetic(rounding, splits, 0);
      transformer = Transformer.of(SeededModel.weights(shape), arithmetic);
      read = transformer.newCache();
      transformer.prefill(read, prompt);
    }
  }

  /** The prompt's own tokens again, as many as the prompt has: contexts of 256 to 512 tokens. */
  @Benchmark
  @OperationsPerInvocation(PROMPT)
  public float step(Model model) {
    KeyValueCache cache = model.read.fork();
    float last = 0;
    for (int token : model.prompt) {
      last = model.transformer.step(cache, token)[0];
    }
    return last;
  }

  @Benchmark
  @OperationsPerInvocation(PROMPT)
  public float stepOfABatch(Model model) {
    List<KeyValueCache> caches = Stream.generate(model.read::fork).limit(BATCH).toList();
    float last = 0;
    for (int i = 0; i < PROMPT / BATCH; i++) {
      last = model.transformer.step(caches, IntStream.range(i, i + BATCH).toArray())[0][0];
    }
    return last;
  }

  @Benchmark
  @OperationsPerInvocation(PROMPT)
  public float prefill(Model model) {
    return model.transformer.prefill(model.transformer.newCache(), model.prompt)[0];
  }
}
