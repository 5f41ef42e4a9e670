package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CatalogSource;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The fleet runs with the application, in processes that have its role. */
class LabConfigurationTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withBean(CatalogSource.class, () -> () -> Catalogs.of(0, Catalogs.TPU))
          .withBean(InstantSource.class, () -> () -> RunningLab.START)
          .withBean(RandomGenerator.class, () -> new SplittableRandom(1))
          .withPropertyValues("plumbline.lab.port=0")
          .withUserConfiguration(LabConfiguration.class);

  @Test
  void theLabRoleStartsAFleet() {
    application
        .withPropertyValues("plumbline.roles=worker,lab")
        .run(context -> assertThat(context.getBean(LabFleet.class).port()).isPositive());
  }

  @Test
  void otherRolesHaveNone() {
    application
        .withPropertyValues("plumbline.roles=worker")
        .run(context -> assertThat(context).doesNotHaveBean(LabFleet.class));
  }

  @Test
  void aSettingOutOfRangeIsSaidByName() {
    application
        .withPropertyValues("plumbline.roles=lab", "plumbline.lab.error-rate=2")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("plumbline.lab.error-rate must be 0 to 1, not 2.0"));
  }
}
