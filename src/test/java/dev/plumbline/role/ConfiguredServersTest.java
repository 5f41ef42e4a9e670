package dev.plumbline.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** A process has both servers or brings both along; anything else is told in plain words. */
class ConfiguredServersTest {

  @ParameterizedTest
  @CsvSource({
    ",,,NEITHER",
    "kafka:9092,jdbc:postgresql://db/x,,BOTH",
    "kafka:9092,jdbc:postgresql://db/x,10.0.0.1,BOTH",
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
      decision = ConfiguredServers.of(environment).toString();
    } catch (RefusedStartException e) {
      assertThat(e.remedy()).isNotBlank();
      decision = String.valueOf(e.getMessage());
    }

    assertThat(decision).isEqualTo(expected);
  }

  @Test
  void aJarWithoutServersOfItsOwnRefusesToStartWithoutAny() throws Exception {
    try (var without = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
      assertThatExceptionOfType(RefusedStartException.class)
          .isThrownBy(() -> ServersInitializer.provider(without))
          .withMessageContaining("Neither Kafka nor a database is configured")
          .satisfies(e ->
              assertThat(e.remedy())
                  .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS", "SPRING_DATASOURCE_URL"));
    }
    assertThat(ServersInitializer.provider(getClass().getClassLoader())).isNotNull();
  }

  private static void add(MutablePropertySources sources, String name, @Nullable String value) {
    if (value != null) {
      sources.addLast(new MapPropertySource(name, Map.of(name, value)));
    }
  }
}
