package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar that {@code ./mvnw package} made, of the classes as they are now. */
record BuiltJar(Path file) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";

  /** {@code plumbline.jar}. */
  static BuiltJar everything() {
    return named("plumbline.jar");
  }

  /** {@code plumbline-server.jar}. */
  static BuiltJar server() {
    return named("plumbline-server.jar");
  }

  private static BuiltJar named(String name) {
    Path file = Path.of("target", name).toAbsolutePath();
    assertThat(file).as("make it first: ./mvnw -DskipTests package").isRegularFile();
    BuiltJar jar = new BuiltJar(file);
    jar.requireFresh();
    return jar;
  }

  /** A jar of yesterday's classes would prove nothing about today's. */
  private void requireFresh() {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().filter(it -> ours(it.getName())).toList()) {
        Path compiled = Path.of("target", "classes", entry.getName().substring(CLASSES.length()));
        CRC32 crc = new CRC32();
        crc.update(Files.exists(compiled) ? Files.readAllBytes(compiled) : new byte[0]);
        assertThat(crc.getValue())
            .as("%s in %s is another: ./mvnw -DskipTests package", compiled, file)
            .isEqualTo(entry.getCrc());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean ours(String entry) {
    return entry.startsWith(CLASSES + "dev/plumbline/") && entry.endsWith(".class");
  }

  /** File names of its libraries. */
  SortedSet<String> libraries() {
    return entries(LIBRARIES);
  }

  /** Its own classes and resources. */
  SortedSet<String> classes() {
    return entries(CLASSES);
  }

  /** Text of an entry, by its whole name. */
  String text(String name) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry entry = zip.getEntry(name);
      assertThat(entry).as(name).isNotNull();
      return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedSet<String> entries(String folder) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(it -> !it.isDirectory() && it.getName().startsWith(folder))
          .map(it -> it.getName().substring(folder.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
