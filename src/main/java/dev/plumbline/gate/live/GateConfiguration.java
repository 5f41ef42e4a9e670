package dev.plumbline.gate.live;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.gate.GateViews;
import dev.plumbline.reference.References;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.score.CheckRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Gates of a running fleet. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.API)
@EnableConfigurationProperties(GateProperties.class)
class GateConfiguration {
  private static final Duration RETRY = Duration.ofSeconds(2);

  @Bean
  Policies gatePolicies(
      GateProperties properties, @Value("${plumbline.catalog.dir}") String catalogFolder) {
    String folder = properties.folder();
    return new Policies(
        folder == null || folder.isBlank()
            ? Path.of(catalogFolder).resolve("gates")
            : Path.of(folder));
  }

  @Bean
  PairReader gatePairReader(References references) {
    return new PairReader(CheckRegistry.standard(references));
  }

  @Bean
  PairNews gatePairNews() {
    return new PairNews();
  }

  @Bean
  ExchangeFollower gateExchanges(
      ConsumerFactory<?, ?> consumers,
      EvaluationStore evaluations,
      SideStore sides,
      PairReader reader,
      CatalogSource catalogs,
      PairNews news,
      InstantSource clock) {
    return new ExchangeFollower(
        () -> consumer(consumers),
        new RunningEvaluations(evaluations, sides, reader, catalogs, news),
        clock,
        RETRY);
  }

  @Bean
  PairDemands gateDemands(ProducerFactory<?, ?> application) {
    Map<String, Object> settings = new HashMap<>(application.getConfigurationProperties());
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    return new PairDemands(
        () -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  @Bean
  Judge gateJudge(
      EvaluationStore evaluations,
      SideStore sides,
      CatalogSource catalogs,
      SeriesView series,
      ExchangeFollower exchanges,
      InstantSource clock,
      GateProperties properties) {
    return new Judge(
        evaluations,
        sides,
        catalogs,
        new CandidateEvidence(series::all, series::find, catalogs),
        series::readUntil,
        exchanges::caughtUp,
        clock,
        properties.grace());
  }

  @Bean
  JudgeLoop gateJudgeLoop(
      EvaluationStore evaluations,
      AuditStore audit,
      Judge judge,
      PairDemands demands,
      Policies policies,
      TransactionTemplate transaction,
      InstantSource clock,
      PairNews news,
      GateProperties properties) {
    return new JudgeLoop(
        evaluations,
        audit,
        judge,
        demands::write,
        policies,
        transaction,
        clock,
        news,
        properties.tick(),
        properties.kept());
  }

  @Bean
  Gates gates(
      Policies policies,
      EvaluationStore evaluations,
      AuditStore audit,
      SideStore sides,
      PairReader reader,
      CatalogSource catalogs,
      TransactionTemplate transaction,
      InstantSource clock,
      GateProperties properties) {
    return new StoredGates(
        policies,
        evaluations,
        audit,
        new FactsReader(evaluations, sides),
        reader,
        catalogs,
        transaction,
        clock,
        properties.interval());
  }

  @Bean
  GateViews gateViews(EvaluationStore evaluations, SideStore sides, AuditStore audit) {
    return new StoredGateViews(evaluations, sides, audit);
  }

  private static Consumer<String, byte[]> consumer(ConsumerFactory<?, ?> consumers) {
    Map<String, Object> settings = new HashMap<>(consumers.getConfigurationProperties());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
