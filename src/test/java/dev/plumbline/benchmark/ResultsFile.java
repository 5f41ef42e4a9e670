package dev.plumbline.benchmark;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measured cells as JSON lines, one appended when it is done: a second call goes on from there. */
final class ResultsFile {
  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  List<Measurement> all() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<Measurement> all = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        all.add(Json.MAPPER.readValue(line, Measurement.class));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String part, String cell) {
    return all().stream().anyMatch(it -> it.part().equals(part) && it.cell().equals(cell));
  }

  void append(Measurement measured) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          Json.MAPPER.writeValueAsString(finite(measured)) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Measurement finite(Measurement measured) {
    return new Measurement(
        measured.part(),
        measured.cell(),
        measured.size(),
        measured.commit(),
        measured.seconds(),
        finite(measured.values()));
  }

  private static Map<String, Object> finite(Map<?, ?> values) {
    Map<String, Object> kept = new LinkedHashMap<>();
    values.forEach((name, value) -> finite(value).ifPresent(it -> kept.put((String) name, it)));
    return kept;
  }

  private static Optional<Object> finite(Object value) {
    return switch (value) {
      case Double number when !Double.isFinite(number) -> Optional.empty();
      case Double number -> Optional.of(rounded(number));
      case List<?> rows -> Optional.of(rows.stream().map(row -> finite((Map<?, ?>) row)).toList());
      case Map<?, ?> inner -> Optional.of(finite(inner));
      case Object other -> Optional.of(other);
    };
  }

  /** Six digits are more than any of it is known to. */
  private static double rounded(double number) {
    return new BigDecimal(number).round(new MathContext(6)).doubleValue();
  }
}
