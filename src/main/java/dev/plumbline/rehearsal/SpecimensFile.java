package dev.plumbline.rehearsal;

import dev.plumbline.rehearsal.Specimens.Answer;
import dev.plumbline.topic.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/**
 * Specimens as JSON lines: where they come from; then for each cause and probe the readings of each
 * check, a letter an answer: {@code F} failed, {@code P} passed, {@code -} no trial.
 */
public final class SpecimensFile {
  private static final String SHIPPED = "/rehearsal/readings.jsonl";

  record Head(String origin) {}

  record Line(String cause, String probe, int answers, Map<String, String> checks) {}

  private SpecimensFile() {}

  /** Those that come with Plumbline. */
  public static Specimens shipped() {
    try (InputStream stream = SpecimensFile.class.getResourceAsStream(SHIPPED)) {
      return read(SHIPPED, Objects.requireNonNull(stream, SHIPPED));
    } catch (IOException e) {
      throw new IllegalStateException("a resource cannot be read", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnusableFileException with file and line
   */
  static Specimens read(String file, InputStream stream) throws IOException {
    Map<String, Map<String, List<Answer>>> answers = new TreeMap<>();
    int number = 1;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String origin = Json.MAPPER.readValue(String.valueOf(lines.readLine()), Head.class).origin();
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        number++;
        Line line = Json.MAPPER.readValue(text, Line.class);
        answers
            .computeIfAbsent(line.cause(), _ -> new TreeMap<>())
            .put(line.probe(), answers(line));
      }
      return new Specimens(origin, answers);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new UnusableFileException(
          "%s:%d: no readings (%s) — make them anew: plumbline replay readings CORPUS FILE"
              .formatted(file, number, e.getMessage()));
    }
  }

  private static List<Answer> answers(Line line) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < line.answers(); i++) {
      Map<String, Boolean> failed = new TreeMap<>();
      for (Map.Entry<String, String> check : line.checks().entrySet()) {
        if (check.getValue().length() != line.answers()) {
          throw new IllegalArgumentException(
              "%s: not a letter an answer".formatted(check.getKey()));
        }
        switch (check.getValue().charAt(i)) {
          case 'F' -> failed.put(check.getKey(), true);
          case 'P' -> failed.put(check.getKey(), false);
          case '-' -> {}
          default -> throw new IllegalArgumentException(check + ": neither F, P nor -");
        }
      }
      answers.add(new Answer(failed));
    }
    return answers;
  }

  /** Writes specimens, in an order that is always the same. */
  public static void write(Specimens specimens, Writer out) throws IOException {
    out.write(Json.MAPPER.writeValueAsString(new Head(specimens.origin())) + "\n");
    for (Map.Entry<String, Map<String, List<Answer>>> cause : specimens.byCause().entrySet()) {
      for (Map.Entry<String, List<Answer>> probe : cause.getValue().entrySet()) {
        Line line = line(cause.getKey(), probe.getKey(), probe.getValue());
        out.write(Json.MAPPER.writeValueAsString(line) + "\n");
      }
    }
  }

  private static Line line(String cause, String probe, List<Answer> answers) {
    TreeSet<String> checks = new TreeSet<>();
    answers.forEach(answer -> checks.addAll(answer.failed().keySet()));
    Map<String, String> letters = new TreeMap<>();
    for (String check : checks) {
      StringBuilder text = new StringBuilder();
      answers.forEach(answer -> text.append(letter(answer, check)));
      letters.put(check, text.toString());
    }
    return new Line(cause, probe, answers.size(), letters);
  }

  private static char letter(Answer answer, String check) {
    if (!answer.failed().containsKey(check)) {
      return '-';
    }
    return answer.failed().getOrDefault(check, false) ? 'F' : 'P';
  }
}
