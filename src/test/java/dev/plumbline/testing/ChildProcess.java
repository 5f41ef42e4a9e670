package dev.plumbline.testing;

import dev.plumbline.Plumbline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Plumbline, or its broker alone, in a JVM of its own, so that it can be killed the hard way. */
public final class ChildProcess implements AutoCloseable {
  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it; does not wait.
   *
   * @param log its output is appended here
   */
  public static ChildProcess start(Map<String, String> settings, Path log) {
    return start(settings, log, List.of("-Xmx768m", "-XX:TieredStopAtLevel=1"));
  }

  /**
   * Starts it; does not wait.
   *
   * @param log its output is appended here
   * @param options of its JVM: the practice fleet computes too much for a first compiler
   */
  public static ChildProcess start(Map<String, String> settings, Path log, List<String> options) {
    return start(settings, log, options, Map.of());
  }

  /**
   * Starts it; does not wait.
   *
   * @param log its output is appended here
   * @param options of its JVM
   * @param environment beside this process's own
   */
  public static ChildProcess start(
      Map<String, String> settings,
      Path log,
      List<String> options,
      Map<String, String> environment) {
    List<String> arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toList();
    return start(Plumbline.class, arguments, log, options, environment);
  }

  /** A broker as {@link BrokerProgram} starts it; does not wait. */
  public static ChildProcess startBroker(Path folder, int port, Path log) {
    return start(
        BrokerProgram.class,
        List.of(folder.toString(), Integer.toString(port)),
        log,
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"));
  }

  /**
   * Any program of the test class path; does not wait.
   *
   * @param options of its JVM
   */
  public static ChildProcess start(
      Class<?> program, List<String> arguments, Path log, List<String> options) {
    return start(program, arguments, log, options, Map.of());
  }

  private static ChildProcess start(
      Class<?> program,
      List<String> arguments,
      Path log,
      List<String> options,
      Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    return startJava(command, environment, log, options);
  }

  /**
   * A jar as it is shipped; does not wait.
   *
   * @param environment beside this process's own
   * @param options of its JVM
   */
  public static ChildProcess startJar(
      Path jar,
      Map<String, String> environment,
      List<String> arguments,
      Path log,
      List<String> options) {
    List<String> command = new ArrayList<>(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return startJava(command, environment, log, options);
  }

  private static ChildProcess startJava(
      List<String> arguments, Map<String, String> environment, Path log, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new ChildProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** As Ctrl-C does; returns the exit code. */
  public int stop() {
    process.destroy();
    return await();
  }

  /** Time it has had on all cores so far. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** The exit code of a program that ends by itself; within a minute. */
  public int await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("process %d does not end".formatted(process.pid()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
