package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs a class of JMH benchmarks; {@code -Dbenchmark=scan} only its method of this name. */
public final class Benchmarks {
  private Benchmarks() {}

  /** One fork, four seconds to warm up and five to measure, for each benchmark and parameter. */
  public static void run(Class<?> benchmarks) throws RunnerException {
    String included = benchmarks.getName() + "." + System.getProperty("benchmark", "");
    var results =
        new Runner(
                new OptionsBuilder()
                    .include(included)
                    .forks(1)
                    .warmupIterations(4)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1))
                    .build())
            .run();
    assertThat(results).isNotEmpty();
  }
}
