package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the Dockerfile makes, made here: its steps one by one, with its own arguments, in folders
 * below one instead of below the root of a container.
 */
record UnpackedImage(Path root, Dockerfile recipe) {
  private static final List<String> PLACES = List.of("/build", "/opt/plumbline", "/training");

  /** Takes every step of the recipe. */
  static UnpackedImage make(Path root, Path jar) throws IOException {
    UnpackedImage image = new UnpackedImage(root, Dockerfile.read());
    image.extract(jar);
    image.assemble();
    image.train();
    return image;
  }

  private void extract(Path jar) throws IOException {
    Path build = Files.createDirectories(root.resolve("build"));
    Files.copy(jar, build.resolve("plumbline-server.jar"));
    run(recipe.words("RUN", "jarmode"), build, root.resolve("extract.log"));
  }

  private void assemble() throws IOException {
    Path target = Files.createDirectories(home());
    for (String copy : recipe.all("COPY")) {
      if (copy.startsWith("--from=layers")) {
        String[] words = copy.split(" ", -1);
        assertThat(words[2]).isEqualTo("./");
        copyFolder(Path.of(here(words[1])), target);
      }
    }
  }

  private void train() throws IOException {
    Path training = Files.createDirectories(root.resolve("training"));
    copyFolder(
        Path.of("src/main/resources/catalog/practice"),
        Files.createDirectories(training.resolve("catalog")));
    run(recipe.words("RUN", "AOTCacheOutput"), home(), root.resolve("training.log"));
    Files.move(training.resolve("plumbline.aot"), cache());
  }

  /** Where the server is. */
  Path home() {
    return root.resolve("opt/plumbline");
  }

  /** Its loaded classes. */
  Path cache() {
    return home().resolve("plumbline.aot");
  }

  /** The entry point with arguments, as this machine runs it. */
  List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(translated(recipe.words("ENTRYPOINT", "java")));
    command.addAll(arguments);
    return command;
  }

  private void run(List<String> words, Path folder, Path log) throws IOException {
    int code = Programs.run(translated(words), folder, Map.of(), log);
    assertThat(code).as(() -> "%s: %s".formatted(words, text(log))).isZero();
  }

  private List<String> translated(List<String> words) {
    List<String> translated = new ArrayList<>(words.stream().map(this::here).toList());
    if (translated.getFirst().equals("java")) {
      translated.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    }
    return translated;
  }

  private String here(String word) {
    String place = word;
    for (String there : PLACES) {
      place = place.replace(there, root + there);
    }
    return place;
  }

  /** With the times of the files, as an engine copies between stages: the cache knows them. */
  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
