package dev.plumbline.packaging;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The image's recipe, read as far as it has to be tried without an engine of containers. */
record Dockerfile(List<Instruction> instructions) {

  /** One instruction, its continued lines joined. */
  record Instruction(String keyword, String rest) {}

  static Dockerfile read() {
    try {
      String text =
          Files.readString(Path.of("Dockerfile"))
              .replaceAll("(?m)^\\s*#.*\\R", "")
              .replaceAll("\\\\\\R\\s*", " ");
      return new Dockerfile(
          text.lines()
              .filter(line -> !line.isBlank())
              .map(line -> line.split(" ", 2))
              .map(parts -> new Instruction(parts[0], parts[1].strip()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> all(String keyword) {
    return instructions.stream()
        .filter(it -> it.keyword().equals(keyword))
        .map(Instruction::rest)
        .toList();
  }

  /** The last one: what the image has. */
  String last(String keyword) {
    return all(keyword).getLast();
  }

  /** Words of the instruction of this kind that has this text in it, which is an array of JSON. */
  List<String> words(String keyword, String having) {
    String found =
        all(keyword).stream().filter(it -> it.contains(having)).findFirst().orElseThrow();
    return Arrays.asList(Json.MAPPER.readValue(found, String[].class));
  }
}
