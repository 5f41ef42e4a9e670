package dev.plumbline.probe;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.probe.auth.Authenticator;
import dev.plumbline.probe.auth.Credentials;
import dev.plumbline.probe.http.Egress;
import dev.plumbline.probe.http.HttpTransport;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** The topics for everybody; the worker where its role is. */
@Configuration(proxyBeanMethods = false)
class ProbeConfiguration {
  private static final Duration DEMANDS_RETRIED_AFTER = Duration.ofSeconds(10);

  @Bean
  Topic<Exchange> exchangesTopic() {
    return ProbeTopics.EXCHANGES;
  }

  @Bean
  Topic<Demand> demandsTopic() {
    return ProbeTopics.DEMANDS;
  }

  @Bean
  @ConditionalOnRole({Role.WORKER, Role.API})
  DemandView probeDemands(ConsumerFactory<?, ?> application) {
    return new DemandView(() -> ProbeKafka.followingConsumer(application), DEMANDS_RETRIED_AFTER);
  }

  @Bean
  DeadLetters probeRecorderDeadLetters() {
    return ClaimRecorder.DEAD_LETTERS;
  }

  /** What a worker is made of. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnRole(Role.WORKER)
  @EnableConfigurationProperties(ProbeProperties.class)
  static class WorkerConfiguration {

    @Bean
    Egress probeEgress(ProbeProperties properties) {
      return new Egress(properties.egress());
    }

    @Bean
    HttpTransport probeTransport(InstantSource clock, Clock meterClock, Egress egress) {
      return new HttpTransport(clock, meterClock::monotonicTime, egress);
    }

    @Bean
    Prober prober(
        Authenticator authenticator,
        CatalogSource catalogs,
        Egress egress,
        InstantSource clock,
        ProbeProperties properties) {
      Connectivity connectivity = new Connectivity(catalogs, egress, clock);
      return new Prober(authenticator, connectivity::judged, clock, properties.location());
    }

    @Bean
    Authenticator probeAuthenticator(InstantSource clock) {
      return new Authenticator(new Credentials(), clock);
    }

    @Bean
    ProbeMetrics probeMetrics(MeterRegistry registry, CatalogSource catalogs) {
      return new ProbeMetrics(registry, catalogs);
    }

    @Bean
    ProbeProducer probeProducer(ProducerFactory<?, ?> application) {
      return new ProbeProducer(ProbeKafka.producers(application));
    }

    @Bean
    PermitStore probePermits(DataSource database) {
      return new PermitStore(database);
    }

    @Bean
    ClockAgreement probeClocks(
        InstantSource clock, JdbcClient jdbc, ProbeProperties properties, MeterRegistry registry) {
      ClockAgreement clocks =
          new ClockAgreement(clock, new ClockStore(jdbc)::now, properties.clockTolerance());
      TimeGauge.builder(
              "plumbline.probe.clock.skew",
              clocks,
              TimeUnit.NANOSECONDS,
              agreement -> agreement.skew().toNanos())
          .description(
              "How far this worker's clock is ahead of PostgreSQL's; beyond its tolerance it asks nothing")
          .register(registry);
      return clocks;
    }

    @Bean
    Worker probeWorker(
        ClockAgreement clocks,
        CatalogSource catalogs,
        DemandView demands,
        JdbcClient jdbc,
        TransactionTemplate transactions,
        PermitStore permits,
        HttpTransport transport,
        Prober prober,
        ProbeProducer producer,
        ProbeMetrics metrics,
        InstantSource clock,
        ProbeProperties properties) {
      ClaimStore claims = new ClaimStore(jdbc, transactions);
      Throttling throttling = new Throttling(new PauseStore(jdbc), clock);
      CatalogTimeline timeline = new CatalogTimeline(demands);
      ExchangePublisher publisher = new ExchangePublisher(producer.template(), metrics);
      Sessions sessions = new Sessions(transport);
      SlotSender sender =
          new SlotSender(
              catalogs,
              sessions,
              new PoolGates(permits),
              prober,
              publisher,
              claims,
              throttling,
              metrics,
              clock,
              properties.claimDeadline());
      return new Worker(
          clocks,
          new SlotClaimer(
              catalogs, demands, timeline, claims, throttling, metrics, clock, properties),
          new SkipSweep(
              new SkipStore(jdbc),
              transactions,
              catalogs,
              timeline,
              metrics,
              clock,
              properties.claimDeadline()),
          new Housekeeping(claims, clock),
          new SlotTimer(sender, sessions, clock),
          publisher,
          properties);
    }

    @Bean
    ClaimRecorder probeClaimRecorder(
        ConsumerFactory<?, ?> application,
        JdbcClient jdbc,
        ProbeProducer producer,
        ProbeMetrics metrics,
        CatalogSource catalogs,
        InstantSource clock,
        ClockAgreement clocks) {
      RecordStore store = new RecordStore(jdbc);
      return new ClaimRecorder(
          () -> ProbeKafka.recorderConsumer(application),
          consumer ->
              new RecordingLoop(
                  consumer, store, producer.template(), metrics, catalogs, clock, clocks));
    }
  }
}
