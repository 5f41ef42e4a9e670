package dev.plumbline.lab;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.LAB)
@EnableConfigurationProperties(LabProperties.class)
class LabConfiguration {

  @Bean
  LabFleet labFleet(
      CatalogSource catalog, LabProperties properties, InstantSource time, RandomGenerator random) {
    Long seed = properties.seed();
    return new LabFleet(
        catalog, properties.settings(), time, seed == null ? random.nextLong() : seed, Pacer.REAL);
  }
}
