package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs a class of JMH benchmarks; {@code -Dbenchmark=scan} only its method of this name. */
public final class Benchmarks {
  private Benchmarks() {}

  /** One fork, four seconds to warm up and five to measure, for each benchmark and parameter. */
  public static void run(Class<?> benchmarks) throws RunnerException {
    run(options(benchmarks.getName() + "." + System.getProperty("benchmark", "")));
  }

  /** One method at one value of a parameter. */
  public static RunResult run(Class<?> benchmarks, String method, String parameter, String value)
      throws RunnerException {
    return run(options(benchmarks.getName() + "." + method + "$").param(parameter, value))
        .iterator()
        .next();
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
    Collection<RunResult> results = new Runner(options.build()).run();
    assertThat(results).isNotEmpty();
    return results;
  }

  private static ChainedOptionsBuilder options(String included) {
    return new OptionsBuilder()
        .include(included)
        .forks(1)
        .warmupIterations(4)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1));
  }
}
