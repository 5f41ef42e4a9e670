package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.score.exhibit.Exhibits;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicIdentities;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** What the module asks of the shell, and that it starts with nothing more; no broker listens. */
class IncidentWiringTest {
  private static final Map<String, Object> NOWHERE = Map.of("bootstrap.servers", "127.0.0.1:9");

  @Configuration
  @ComponentScan(basePackageClasses = IncidentConfiguration.class)
  static class Module {}

  @RegisterExtension private final Database database = new Database();

  private ApplicationContextRunner shell() {
    return new ApplicationContextRunner()
        .withUserConfiguration(Module.class)
        .withBean(JdbcClient.class, database::jdbc)
        .withBean(TransactionOperations.class, database::transaction)
        .withBean(CatalogSource.class, Desk::catalog)
        .withBean(Topic.class, () -> DetectTopics.EVIDENCE)
        .withBean(SeriesView.class)
        .withBean(Exhibits.class, () -> _ -> Optional.empty())
        .withBean(InstantSource.class, InstantSource::system)
        .withBean(TopicIdentities.class, () -> _ -> "id")
        .withBean(
            ConsumerFactory.class,
            () ->
                new DefaultKafkaConsumerFactory<>(
                    NOWHERE, new StringDeserializer(), new StringDeserializer()))
        .withBean(
            ProducerFactory.class,
            () ->
                new DefaultKafkaProducerFactory<>(
                    NOWHERE, new StringSerializer(), new StringSerializer()));
  }

  @Test
  void startsInTheApiRole() {
    shell()
        .withPropertyValues("plumbline.roles=api")
        .run(context -> {
          assertThat(context).hasNotFailed();
          assertThat(context.getBean(IncidentWriter.class).isRunning()).isTrue();
          assertThat(context.getBean(DemandWriter.class).isRunning()).isTrue();
          assertThat(context.getBeansOfType(DeadLetters.class).values())
              .extracting(DeadLetters::name)
              .containsExactlyInAnyOrder(
                  "detect.detections.v1.incident.dlt",
                  "probe.demands.v1.incident.dlt",
                  "incident.changes.v1.incident.dlt");
          assertThat(context).hasBean("changeWriterHealthIndicator");
          assertThat(context).hasSingleBean(SeriesOnsets.class);
          assertThat(context).hasBean("incidentWriterHealthIndicator");
        });
  }

  @Test
  void isAbsentInOtherRoles() {
    shell()
        .withPropertyValues("plumbline.roles=worker,scorer,lab")
        .run(context -> {
          assertThat(context).doesNotHaveBean(IncidentWriter.class);
          assertThat(context).doesNotHaveBean(DemandWriter.class);
          assertThat(context).doesNotHaveBean(OverviewStore.class);
          assertThat(context).doesNotHaveBean(HealthIndicator.class);
        });
  }

  @Test
  void refusesDemandsThatNoWorkerWouldTake() {
    shell()
        .withPropertyValues("plumbline.incident.demands.factor=11")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("factor is 11; must be 2 to 10"));
  }

  @Test
  void refusesAToleranceOfNothing() {
    shell()
        .withPropertyValues("plumbline.incident.tolerance=0s")
        .run(context ->
            assertThat(context)
                .getFailure()
                .rootCause()
                .hasMessage("plumbline.incident.tolerance must be longer than zero, not PT0S"));
  }
}
