package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Standalone mode starts only where nothing is configured, and says what is wrong in plain words.
 */
class StandaloneStartTest {
  @TempDir Path temp = Path.of("");

  @ParameterizedTest
  @CsvSource({
    ",,,standalone",
    "kafka:9092,jdbc:postgresql://db/x,,configured",
    "kafka:9092,jdbc:postgresql://db/x,10.0.0.1,configured",
    "kafka:9092,,,'Kafka is configured, but no database.'",
    ",jdbc:postgresql://db/x,,'A database is configured, but no Kafka.'",
    ",,10.0.0.1,'Neither Kafka nor a database is configured, and this is Kubernetes.'",
  })
  void decidesByWhatIsConfigured(
      @Nullable String kafka,
      @Nullable String database,
      @Nullable String kubernetes,
      String expected) {
    var environment = new StandardEnvironment();
    MutablePropertySources sources = environment.getPropertySources();
    sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    add(sources, "spring.kafka.bootstrap-servers", kafka);
    add(sources, "spring.datasource.url", database);
    add(sources, "KUBERNETES_SERVICE_HOST", kubernetes);

    String decision;
    try {
      decision = StandaloneDecision.of(environment).standalone() ? "standalone" : "configured";
    } catch (StandaloneException e) {
      assertThat(e.remedy()).isNotBlank();
      decision = String.valueOf(e.getMessage());
    }

    assertThat(decision).isEqualTo(expected);
  }

  @Test
  void oneProcessHoldsTheDataFolder() throws IOException {
    try (DataFolder _ = DataFolder.open(temp)) {
      assertThatExceptionOfType(StandaloneException.class)
          .isThrownBy(() -> DataFolder.open(temp))
          .withMessageContaining("in use by another Plumbline")
          .satisfies(e -> assertThat(e.remedy()).contains("--plumbline.data-dir"));
    }
    DataFolder.open(temp).close();
  }

  @Test
  void refusesTheDataFolderOfAnotherFormat() throws IOException {
    Files.writeString(temp.resolve("format"), "7\n");

    assertThatExceptionOfType(StandaloneException.class)
        .isThrownBy(() -> DataFolder.open(temp))
        .withMessageContaining("has format 7; this Plumbline reads format 1");
  }

  @Test
  void refusesADataFolderThatIsAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");

    assertThatExceptionOfType(StandaloneException.class)
        .isThrownBy(() -> DataFolder.open(file))
        .withMessageContaining("cannot be written");
  }

  private static void add(MutablePropertySources sources, String name, @Nullable String value) {
    if (value != null) {
      sources.addLast(new MapPropertySource(name, Map.of(name, value)));
    }
  }
}
