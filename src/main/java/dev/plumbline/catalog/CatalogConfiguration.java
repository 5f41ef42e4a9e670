package dev.plumbline.catalog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalog of {@code plumbline.catalog.dir}, in every role. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogProperties.class)
class CatalogConfiguration {

  @Bean
  ReloadingCatalog catalog(CatalogProperties properties, InstantSource clock) {
    return new ReloadingCatalog(properties.folder(), clock, properties.memory());
  }

  @Bean
  CatalogReloadSchedule catalogReloadSchedule(
      ReloadingCatalog catalog, CatalogProperties properties) {
    return new CatalogReloadSchedule(
        catalog, properties.reloadInterval(), properties.discoveryInterval());
  }

  @Bean
  DiscoveryMetrics discoveryMetrics(
      ReloadingCatalog catalog, ObjectProvider<PrometheusRegistry> registry) {
    return new DiscoveryMetrics(catalog, registry);
  }

  @Bean
  MeterBinder catalogMetrics(ReloadingCatalog catalog) {
    return registry -> {
      Gauge.builder(
              "plumbline.catalog.reload.success",
              catalog,
              source -> source.status().errors().isEmpty() ? 1 : 0)
          .description("1 if the catalog's files are the catalog in force, 0 if they are refused")
          .register(registry);
      Gauge.builder(
              "plumbline.catalog.last.good.timestamp",
              catalog,
              source -> source.status().loadedAt().toEpochMilli() / 1_000.0)
          .description("When the catalog in force was loaded")
          .baseUnit("seconds")
          .register(registry);
    };
  }
}
