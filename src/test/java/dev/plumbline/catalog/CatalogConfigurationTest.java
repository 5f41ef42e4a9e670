package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

@ExtendWith(OutputCaptureExtension.class)
class CatalogConfigurationTest {
  @TempDir private Path folder;

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
          .withBean(InstantSource.class, () -> () -> Instant.ofEpochSecond(1_700_000_000))
          .withUserConfiguration(CatalogConfiguration.class);

  @Test
  void changedFilesAreFoundAndMetricsSayWhatBecameOfThem() throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    runner
        .withPropertyValues(
            "plumbline.catalog.dir=" + folder, "plumbline.catalog.reload-interval=10ms")
        .run(context -> {
          PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
          context.getBean(MeterBinder.class).bindTo(metrics);
          assertThat(context.getBean(CatalogSource.class).current().targets()).hasSize(36);
          assertThat(metrics.scrape())
              .contains("\nplumbline_catalog_reload_success 1.0\n")
              .contains("\nplumbline_catalog_last_good_timestamp_seconds 1.7E9\n");

          Files.writeString(folder.resolve("fleet.yaml"), "targets: []");
          await()
              .untilAsserted(() ->
                  assertThat(metrics.scrape())
                      .contains("\nplumbline_catalog_reload_success 0.0\n"));

          Files.writeString(folder.resolve("fleet.yaml"), "targets:\n" + target(""));
          await()
              .untilAsserted(() ->
                  assertThat(context.getBean(CatalogSource.class).current().targets()).hasSize(1));
        });
  }

  @Test
  void aMissingFolderPropertyIsNamed(CapturedOutput output) {
    assertThat(start()).isFalse();
    assertThat(output)
        .contains("plumbline.catalog.dir")
        .contains("must name the folder that holds fleet.yaml and suites/*.yaml");
  }

  @Test
  void aBadCatalogStopsTheStartWithItsErrorsInsteadOfAStackTrace(CapturedOutput output)
      throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    Files.writeString(folder.resolve("fleet.yaml"), "targets: []");

    assertThat(start("--plumbline.catalog.dir=" + folder)).isFalse();
    assertThat(output)
        .contains("The catalog in plumbline.catalog.dir cannot be used:")
        .contains("fleet.yaml:1:1 targets: is empty")
        .doesNotContain("\tat dev.plumbline");
  }

  private static boolean start(String... arguments) {
    SpringApplication application = new SpringApplication(CatalogConfiguration.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    // Servers are configured, though not used: else this would be standalone mode.
    application.setDefaultProperties(
        Map.of(
            "spring.kafka.bootstrap-servers", "unused:9092",
            "spring.datasource.url", "jdbc:postgresql://unused/unused"));
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("clock", InstantSource.system()));
    try (var _ = application.run(arguments)) {
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
