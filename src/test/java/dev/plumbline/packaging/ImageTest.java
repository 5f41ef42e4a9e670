package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.util.FileSystemUtils;

/**
 * The image without an engine of containers: every step of its recipe taken here, then started with
 * its own entry point, by a user who owns nothing and can write to the temporary folder only.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class ImageTest {
  private static final Pattern STARTED =
      Pattern.compile("Started Plumbline in [\\d.]+ seconds \\(process running for ([\\d.]+)\\)");

  /** A cache that does not fit is passed over in silence, unless it is demanded. */
  private static final String CACHE_DEMANDED = "-XX:AOTMode=on";

  private static Path root = Path.of("");
  private static UnpackedImage image = new UnpackedImage(root, new Dockerfile(List.of()));

  @BeforeAll
  static void make() throws IOException {
    // Not JUnit's own folder, where nobody else may look.
    root = Files.createTempDirectory("plumbline-image");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        Files.createDirectory(root.resolve("tmp")), PosixFilePermissions.fromString("rwxrwxrwx"));
    image = UnpackedImage.make(root, BuiltJar.server().file());
  }

  @AfterAll
  static void delete() throws IOException {
    FileSystemUtils.deleteRecursively(root);
  }

  @Test
  void answersCommandsOutOfItsCache() throws IOException {
    Path log = root.resolve("migrate.log");

    assertThat(run(List.of("--version"), Map.of(), log)).isZero();
    assertThat(run(List.of("migrate", "--dry-run"), Map.of(), log)).isEqualTo(2);
    assertThat(Files.readString(log))
        .contains("plumbline ")
        .contains("Neither Kafka nor a database is configured.")
        .doesNotContain("[aot]", "AOT cache");
  }

  @Test
  void startsAsNobodyWithAndWithoutItsCacheAndIsHealthy(Servers servers) throws IOException {
    Map<String, Double> seconds = new HashMap<>();
    try (Servers.Broker broker = servers.newBroker()) {
      Map<String, String> settings = settings(broker, servers.newDatabase());
      Path migrated = root.resolve("migrated.log");
      assertThat(run(List.of("migrate"), settings, migrated))
          .as(Files.readString(migrated))
          .isZero();
      for (String mode : List.of(CACHE_DEMANDED, "-XX:AOTMode=off")) {
        seconds.put(mode, started(settings, mode));
      }
    }
    System.out.printf(
        "start in s, with cache: %.1f, without: %.1f; cache: %,d bytes%n",
        seconds.get(CACHE_DEMANDED), seconds.get("-XX:AOTMode=off"), Files.size(image.cache()));
  }

  /** Starts all roles, waits for the image's own health check, stops; how long the start took. */
  private double started(Map<String, String> settings, String mode) throws IOException {
    Path log = root.resolve("serve%s.log".formatted(mode.replaceAll("\\W", "")));
    int port = FreePort.any();
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("SERVER_PORT", Integer.toString(port));
    environment.put("JAVA_TOOL_OPTIONS", options(mode));
    List<String> serve = List.of(image.recipe().words("CMD", "serve").getFirst());
    Process process = Programs.start(asNobody(serve), image.home(), environment, log);
    try {
      List<String> healthy = List.of("deploy/image/healthy", "127.0.0.1", Integer.toString(port));
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            assertThat(process.isAlive()).as(() -> text(log)).isTrue();
            return Programs.run(healthy, Path.of(""), Map.of(), root.resolve("healthy.log")) == 0;
          });
      Matcher told = STARTED.matcher(text(log));
      assertThat(told.find()).as(text(log)).isTrue();
      return Double.parseDouble(told.group(1));
    } finally {
      process.destroy();
      await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
    }
  }

  private static Map<String, String> settings(Servers.Broker broker, Servers.Database database)
      throws IOException {
    TestFleet fleet =
        new TestFleet(
            List.of("opus-4"), List.of("claude-api"), List.of("tpu"), Duration.ofHours(1), 0, "{}");
    Path catalog = root.resolve("catalog");
    if (Files.notExists(catalog)) {
      fleet.write(catalog, FreePort.any());
    }
    Map<String, String> settings = new HashMap<>();
    RunningPlumbline.settings(broker.bootstrapServers(), database, catalog)
        .forEach((name, value) ->
            settings.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
    settings.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    return settings;
  }

  private static int run(List<String> arguments, Map<String, String> settings, Path log)
      throws IOException {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("JAVA_TOOL_OPTIONS", options(CACHE_DEMANDED));
    return Programs.run(asNobody(arguments), image.home(), environment, log);
  }

  private static String options(String mode) {
    return "%s -Djava.io.tmpdir=%s".formatted(mode, root.resolve("tmp"));
  }

  /** As root, this becomes the image's user; anybody else cannot, and is themselves. */
  private static List<String> asNobody(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      String[] user = image.recipe().last("USER").split(":", -1);
      command.addAll(
          List.of(
              "setpriv",
              "--reuid=" + user[0],
              "--regid=" + user[1],
              "--clear-groups",
              "--no-new-privs",
              "--bounding-set=-all"));
    }
    command.addAll(image.command(arguments));
    return command;
  }

  private static String text(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
