package dev.plumbline.lab.transformer;

import dev.plumbline.testing.Benchmarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

/** What it takes to cut 20,000 characters into tokens. */
@Tag("benchmark")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenizerBenchmark {
  private static final int CHARACTERS = 20_000;

  @Test
  void measure() throws RunnerException {
    Benchmarks.run(TokenizerBenchmark.class);
  }

  /** A text of one kind: words, or letters without a blank between, which are one chunk. */
  @State(Scope.Thread)
  public static class Text {
    @Param({"Whereas recognition of the inherent dignity and of the equal rights, ", "世界人权宣言"})
    public String repeated = "";

    private String text = "";
    private final Tokenizer tokenizer;

    public Text() {
      try {
        tokenizer = Tokenizer.standard();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Setup
    public void prepare() {
      text = repeated.repeat(CHARACTERS / repeated.length() + 1).substring(0, CHARACTERS);
    }
  }

  @Benchmark
  public int[] encode(Text text) {
    return text.tokenizer.encode(text.text);
  }
}
