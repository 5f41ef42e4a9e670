package dev.plumbline.app.cli;

import dev.plumbline.topic.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command backtest as it is called: what it returned and printed. */
record Backtesting(int exitCode, String out, String err) {

  static Backtesting of(Path file, String... options) {
    return run("", Stream.concat(Stream.of("--observations", file.toString()), Stream.of(options)));
  }

  static Backtesting ofInput(String input, String... options) {
    return run(input, Stream.concat(Stream.of("--observations", "-"), Stream.of(options)));
  }

  static Backtesting run(String input, Stream<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    int exitCode =
        new CommandLine(new BacktestCommand(new ByteArrayInputStream(bytes)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new PlainErrors())
            .execute(arguments.toArray(String[]::new));
    return new Backtesting(exitCode, out.toString(), err.toString());
  }

  /** Every line printed, of one kind. */
  List<JsonNode> lines(String kind) {
    return out.lines()
        .map(Json.MAPPER::readTree)
        .filter(line -> line.get("kind").stringValue().equals(kind))
        .toList();
  }

  /** A file of lines. */
  static Path file(Path folder, String name, Stream<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines.toList());
  }

  /** An observation as a line of JSON, on pool {@code main} of opal's api on tpu. */
  static String trial(String at, String session, boolean failed) {
    return line(at, "tpu", "foreign-script", session, "\"failed\":" + failed);
  }

  static String line(String at, String accelerator, String check, String session, String reading) {
    return String.format(
        Locale.ROOT,
        "{\"at\":\"%s\",\"model\":\"opal\",\"platform\":\"api\",\"accelerator\":\"%s\","
            + "\"pool\":\"main\",\"check\":\"%s\",\"session\":\"%s\",\"probe\":\"core/one\",%s}",
        at,
        accelerator,
        check,
        session,
        reading);
  }
}
