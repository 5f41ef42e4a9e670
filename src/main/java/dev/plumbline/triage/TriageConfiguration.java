package dev.plumbline.triage;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.QuarantineView;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.incident.Incidents;
import dev.plumbline.probe.Demands;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.FlaggedExchanges;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** What the pages are made of. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(TriageProperties.class)
@ConditionalOnRole(Role.API)
class TriageConfiguration {
  @Bean
  Assets triageAssets() {
    return new Assets();
  }

  @Bean
  Pages triagePages(Assets assets, InstantSource clock, TriageProperties properties) {
    return new Pages(assets, clock, properties.refresh());
  }

  @Bean
  EvidenceSource triageEvidence(SeriesView series, QuarantineView probes) {
    return new EvidenceTopicSource(series, probes);
  }

  @Bean
  Watch triageWatch(
      CatalogSource catalogs,
      EvidenceSource evidence,
      Incidents incidents,
      Supplier<Demands> demands,
      InstantSource clock) {
    return new Watch(catalogs, evidence, incidents, demands, clock);
  }

  @Bean
  KeptAnswers triageAnswers(FlaggedExchanges exchanges, CatalogSource catalogs) {
    return new KeptAnswers(exchanges, catalogs);
  }

  @Bean
  EvidenceTrail triageTrail(
      EvidenceSource evidence, InstantSource clock, TriageProperties properties) {
    return new EvidenceTrail(evidence, clock, properties.keep());
  }

  @Bean
  SchedulingConfigurer triageSampling(EvidenceTrail trail, TriageProperties properties) {
    return tasks -> tasks.addFixedDelayTask(trail::sample, properties.sampleEvery());
  }
}
